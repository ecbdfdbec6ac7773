// Outcome cards: the middle, where 8 in 10 lie, and how often the plan is better than doing nothing.

import { h, put, s } from './dom.js';
import { metricName, metrics } from './model.js';
import { differenceUnit, figure, t } from './text.js';

const SHOWN = ['net_result', 'useful_flow', 'solved_share', 'weeks_to_solve', 'turnover', 'programme_cost'];

export function cards(place, frame, hide) {
  put(place, SHOWN.map((name) => card(name, frame.outcomes.metrics[name], hide)));
}

export function card(name, outcome, hide = false) {
  const { unit, better } = metrics.get(name);
  const box = h('article', { class: 'card', 'data-metric': name }, h('h3', {}, metricName(name)));
  if (hide) return filled(box, h('p', { class: 'hint' }, t('say_hidden')));
  if (!outcome || outcome.middle === undefined || outcome.middle === null) return filled(box, h('p', { class: 'hint' }, t('say_waiting')));
  const sign = better === 'lower' ? -1 : 1;
  const ends = [sign * outcome.low, sign * outcome.high];
  const good = outcome.n > 1 && Math.min(...ends) > 0 ? 'good' : outcome.n > 1 && Math.max(...ends) < 0 ? 'bad' : 'open';
  box.classList.add(name === 'programme_cost' ? 'open' : good);
  filled(box, h('p', { class: 'big' }, figure(outcome.middle, unit, true), ' ', h('span', { class: 'of' }, differenceUnit(unit))));
  if (outcome.n > 1) filled(box, whisker(outcome), h('p', {}, t('eight_in_ten', { low: figure(outcome.low, unit, true), high: figure(outcome.high, unit, true) })));
  if (outcome.better !== null && name !== 'programme_cost') filled(box, h('p', { class: 'chance' }, chance(outcome)));
  return filled(box, h('p', { class: 'hint mean' }, outcome.n > 1
    ? t('mean', { mean: figure(outcome.mean, unit, true), low: figure(outcome.mean_low, unit, true), high: figure(outcome.mean_high, unit, true), n: outcome.n })
    : t('one_pair')));
}

export function chance(outcome) {
  if (outcome.n < 100) return t('better_of', { k: Math.round(outcome.better * outcome.n), n: outcome.n });
  return t('better_in', { k: Math.round(100 * outcome.better) });
}

function filled(box, ...children) {
  box.append(...children);
  return box;
}

// The range on a line around nothing; decoration of the sentence under it.
function whisker({ low, high, middle }) {
  const reach = 1.1 * Math.max(Math.abs(low), Math.abs(high), 1e-12);
  const x = (value) => (100 + (96 * value) / reach).toFixed(1);
  return s('svg', { class: 'whisker', viewBox: '0 0 200 16', 'aria-hidden': 'true', preserveAspectRatio: 'none' },
    s('line', { x1: 2, x2: 198, y1: 8, y2: 8, class: 'base' }), s('line', { x1: 100, x2: 100, y1: 1, y2: 15, class: 'nil' }),
    s('line', { x1: x(low), x2: x(high), y1: 8, y2: 8, class: 'range' }), s('line', { x1: x(middle), x2: x(middle), y1: 2, y2: 14, class: 'middle' }));
}

