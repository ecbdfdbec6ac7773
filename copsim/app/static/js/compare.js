// Plans side by side, each against doing nothing, on the same firms.

import { chance } from './cards.js';
import { h, put } from './dom.js';
import { metricName, metrics } from './model.js';
import { paid } from './money.js';
import { planName } from './plans.js';
import { screen } from './store.js';
import { amount, figure, t } from './text.js';

const SHOWN = ['net_result', 'programme_cost', 'useful_flow', 'flow', 'solved_share', 'weeks_to_solve', 'turnover', 'expert_turnover'];

export function compare(place, frame) {
  const head = [h('h2', {}, t('compare')), h('p', { class: 'hint' }, t('compare_hint'))];
  if (!frame) return put(place, head, h('p', {}, t('say_waiting')));
  const of = (n) => (n === screen.active ? frame : frame.plans?.[`plan${n}`]);
  const plans = screen.plans.map((_, n) => ({ name: planName(n), found: of(n) })).filter((one) => one.found?.outcomes?.n);
  const cell = (one, name) => {
    const o = one.found.outcomes.metrics[name];
    if (!o || o.middle === undefined || o.middle === null) return h('td', {}, t('nothing'));
    const { unit } = metrics.get(name);
    return h('td', {}, h('strong', {}, amount(o.middle, unit, true)), h('br'), h('span', {}, t('eight_in_ten', { low: figure(o.low, unit, true), high: figure(o.high, unit, true) })),
      o.better !== null && name !== 'programme_cost' ? [h('br'), h('span', {}, chance(o))] : null);
  };
  const table = h('table', { class: 'side' }, h('caption', {}, t('compare_caption', { n: frame.outcomes.n })),
    h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, t('outcome')), plans.map((one) => h('th', { scope: 'col' }, one.name)))),
    h('tbody', {}, SHOWN.map((name) => h('tr', { 'data-metric': name }, h('th', { scope: 'row' }, metricName(name)), plans.map((one) => cell(one, name)))),
      h('tr', {}, h('th', { scope: 'row' }, t('paid_for_itself')), plans.map((one) => h('td', {}, paid(one.found.break_even))))));
  return put(place, head, h('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': t('compare') }, table), screen.plans.length < 2 ? h('p', { class: 'hint' }, t('compare_one')) : null);
}

