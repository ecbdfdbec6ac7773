// Why: the steps between the plan and an outcome, in the model's own quantities, largest first.

import { h } from './dom.js';
import { metricName, metrics } from './model.js';
import { amount, differenceUnit, figure, or, t } from './text.js';

// What the model lets act on each outcome (docs/model/odd.md), and which way: more of it raises (+) or lowers (-) the
// outcome. Whether it changed, and how much, is read from the runs.
const BEHIND = {
  flow: ['+community_hours', '+help_hours', '+engagement', '+contributions', '+flow_practice', '+flow_mentored', '+embeddedness'],
  solved_share: ['+help_hours', '+stock', '+solved_from_practice', '+helped_by_directory', '+answered_24h', '-overload'],
  weeks_to_solve: ['-answered_24h', '+first_answer_hours', '+stuck_share', '-stock', '+overload', '-embeddedness'],
  turnover: ['-embeddedness', '-memberships', '+overload'],
  net_result: ['+solved_share', '-turnover', '-displaced_hours', '+practice', '-programme_cost', '+lines'],
};

export function whys(frame) {
  const parts = Object.entries(BEHIND).map(([outcome, names]) => why(outcome, names, frame.outcomes.metrics)).filter(Boolean);
  return h('section', { class: 'box why' }, h('h2', {}, t('why')), h('p', { class: 'hint' }, t('why_hint', { n: frame.outcomes.n })), parts);
}

const clear = (o) => o && o.n > 3 && (o.mean_low > 0 || o.mean_high < 0);

function why(outcome, names, found) {
  const result = found[outcome];
  if (!result || result.n < 4) return null;
  const steps = names.map((word) => ({ name: word.slice(1), sign: word[0] === '+' ? 1 : -1 })).filter(({ name }) => clear(found[name]))
    .sort((a, b) => strength(found[b.name]) - strength(found[a.name])).slice(0, 5);
  const head = clear(result)
    ? t(result.mean > 0 ? 'why_up' : 'why_down', { outcome: metricName(outcome), by: `${figure(Math.abs(result.mean), metrics.get(outcome).unit)} ${differenceUnit(metrics.get(outcome).unit)}` })
    : t('why_open', { outcome: metricName(outcome) });
  return h('details', { class: 'because', 'data-outcome': outcome }, h('summary', {}, head), steps.length
    ? h('ul', {}, steps.map(({ name, sign }) => h('li', {}, step(name, found[name], outcome), clear(result) && sign * found[name].mean * result.mean < 0 ? ` ${t('why_against')}` : ''))) : h('p', {}, t('why_nothing')));
}

const strength = (o) => Math.abs(o.mean) / (o.sd || 1e-12);

function step(name, o, outcome) {
  const unit = metrics.get(name).unit;
  const change = t(o.mean > 0 ? 'step_up' : 'step_down', { what: metricName(name), from: amount(o.without, unit), to: amount(o.with, unit) });
  const acts = or(`acts.${outcome}.${name}`, or(`acts.${name}`, ''));
  return acts ? `${change} ${acts}` : change;
}
