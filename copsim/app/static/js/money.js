// What the plan costs and brings, by kind; the budget; and from which week it has paid for itself.

import { h, put, s } from './dom.js';
import { model } from './model.js';
import { post } from './api.js';
import { headcount } from './panes.js';
import { asked, change, replace, screen } from './store.js';
import { number, or, t } from './text.js';

const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

export function money(frame) {
  if (!frame.money?.n) return null;
  const people = headcount();
  const rows = model.books
    .filter((line) => line.name in frame.money.years)
    .map((line) => ({ name: or(`book.${line.name}`, line.label), value: (line.side === 'benefit' ? 1 : -1) * mean(frame.money.years[line.name]) * people }))
    .filter((row) => Math.abs(row.value) >= 0.5)
    .sort((a, b) => b.value - a.value);
  return h('section', { class: 'box money' }, h('h2', {}, t('money')), h('p', { class: 'hint' }, t('money_hint', { n: frame.money.n })), bars(rows), budget(frame, people), paid(frame.break_even));
}

function bars(rows) {
  const most = Math.max(1, ...rows.map((row) => Math.abs(row.value)));
  const total = rows.reduce((sum, row) => sum + row.value, 0);
  const one = (row, kind) => h('tr', { class: kind }, h('th', { scope: 'row' }, row.name), h('td', { class: 'bar' },
    s('svg', { viewBox: '0 0 200 14', 'aria-hidden': 'true', preserveAspectRatio: 'none' }, s('line', { x1: 100, x2: 100, y1: 0, y2: 14, class: 'nil' }),
      s('rect', { x: row.value < 0 ? 100 - (96 * -row.value) / most : 100, y: 2, height: 10, width: (96 * Math.abs(row.value)) / most, class: row.value < 0 ? 'loss' : 'gain' }))), h('td', { class: 'num' }, number(row.value, true)));
  const all = [...rows.map((row) => one(row, '')), one({ name: t('money_total'), value: total }, 'total')];
  return h('table', { class: 'books' }, h('caption', {}, t('money_caption')), h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, t('money_kind')), h('td', {}, ''), h('th', { scope: 'col' }, t('money_year')))), h('tbody', {}, all));
}

function budget(frame, people) {
  const cost = frame.outcomes.metrics.programme_cost.with * people;
  const limit = screen.budget;
  const box = h('input', { type: 'number', min: 0, step: 1000, value: limit ?? '', 'data-key': 'budget', id: 'budget',
    onchange: () => { change((all) => { all.budget = box.value === '' ? null : Number(box.value); }, 'look'); import('./results.js').then(({ redraw }) => redraw()); } });
  const told = h('p', { class: 'refusal', role: 'alert' });
  const equal = h('button', { type: 'button', 'data-key': 'equal', disabled: !limit, onclick: async () => {
    equal.disabled = true;
    told.textContent = t('budget_working');
    try {
      const found = await (await post('equal_cost', { screen: asked(), budget: screen.budget })).json();
      replace({ ...structuredClone(screen), plans: found.plans });
    } catch (error) {
      told.textContent = error.message;
      equal.disabled = false;
    }
  } }, t('budget_equal'));
  const over = limit !== null && cost > limit;
  return h('div', { class: 'budget' }, h('h3', {}, t('budget')),
    h('p', {}, t('budget_cost', { cost: number(cost), head: number(cost / people) })),
    h('div', { class: 'row' }, h('label', { for: 'budget' }, t('budget_limit')), box),
    limit ? h('meter', { min: 0, max: Math.max(limit, cost), high: limit, optimum: 0, value: cost, 'aria-label': t('budget_cost', { cost: number(cost), head: number(cost / people) }) }) : null,
    limit ? h('p', { class: over ? 'over' : '' }, t(over ? 'budget_over' : 'budget_under', { by: number(Math.abs(cost - limit)) })) : null,
    h('div', { class: 'row' }, equal), told);
}

export function paid(even) {
  if (!even?.n) return null;
  const values = { share: Math.round(100 * even.share), week: even.week, low: even.low, high: even.high, n: even.n };
  return h('p', { class: 'paid', id: 'paid' }, t(even.week === null ? 'paid_not' : even.week === 0 ? 'paid_at_once' : 'paid', values));
}
