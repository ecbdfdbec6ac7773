// When effects arrive: from which week each shows, and from which half of it is there.

import { h, s } from './dom.js';
import { metricName } from './model.js';
import { t } from './text.js';

export function arrivals(frame) {
  const found = Object.entries(frame.arrival ?? {});
  if (!found.length) return null;
  const x = (week) => (4 + (192 * week) / frame.weeks).toFixed(1);
  const row = ([metric, { first, half }]) => h('tr', {}, h('th', { scope: 'row' }, metricName(metric)),
    h('td', { class: 'bar' }, s('svg', { viewBox: '0 0 200 14', 'aria-hidden': 'true', preserveAspectRatio: 'none' }, s('line', { x1: 4, x2: 196, y1: 7, y2: 7, class: 'base' }),
      first === null ? '' : s('line', { x1: x(first), x2: 196, y1: 7, y2: 7, class: 'since' }), half === null ? '' : s('rect', { x: x(half) - 2, y: 1, width: 4, height: 12, class: 'half' }))),
    h('td', {}, first === null ? t('arrives_not') : t('arrives', { week: first + 1 })), h('td', {}, half === null ? '' : t('half', { week: half + 1 })));
  return h('section', { class: 'box arrival' }, h('h2', {}, t('arrival')), h('p', { class: 'hint' }, t('arrival_hint', { n: frame.outcomes.n })),
    h('table', {}, h('caption', { class: 'hidden' }, t('arrival')), h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, t('outcome')), h('td', {}, ''), h('th', { scope: 'col' }, t('arrival_first')), h('th', { scope: 'col' }, t('arrival_half')))), h('tbody', {}, found.map(row))));
}
