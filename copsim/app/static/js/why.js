// Why: the steps between the plan and an outcome, in the model's own quantities, largest first.

import { h } from './dom.js';
import { metricName, metrics } from './model.js';
import { amount, or, t } from './text.js';

// What the model lets act on each outcome (docs/model/odd.md); whether it did is read from the runs.
const BEHIND = {
  flow: ['community_hours', 'help_hours', 'engagement', 'contributions', 'cross_unit_share', 'flow_practice', 'flow_mentored', 'embeddedness'],
  solved_share: ['help_hours', 'stock', 'solved_from_practice', 'helped_by_directory', 'answered_24h', 'overload', 'displaced_hours'],
  weeks_to_solve: ['answered_24h', 'first_answer_hours', 'stuck_share', 'stock', 'overload', 'embeddedness'],
  turnover: ['embeddedness', 'memberships', 'overload', 'weeks_to_solve', 'stuck_share'],
  net_result: ['solved_share', 'turnover', 'displaced_hours', 'practice', 'programme_cost', 'lines'],
};

export function whys(frame) {
  const parts = Object.entries(BEHIND).map(([outcome, names]) => why(outcome, names, frame.outcomes.metrics)).filter(Boolean);
  return h('section', { class: 'box why' }, h('h2', {}, t('why')), h('p', { class: 'hint' }, t('why_hint', { n: frame.outcomes.n })), parts);
}

const clear = (o) => o && o.n > 3 && (o.mean_low > 0 || o.mean_high < 0);

function why(outcome, names, found) {
  const result = found[outcome];
  if (!result || result.n < 4) return null;
  const steps = names.filter((name) => clear(found[name])).sort((a, b) => strength(found[b]) - strength(found[a])).slice(0, 5);
  const head = clear(result)
    ? t(result.mean > 0 ? 'why_up' : 'why_down', { outcome: metricName(outcome), by: amount(Math.abs(result.mean), metrics.get(outcome).unit) })
    : t('why_open', { outcome: metricName(outcome) });
  return h('details', { class: 'because', 'data-outcome': outcome }, h('summary', {}, head), steps.length
    ? h('ul', {}, steps.map((name) => h('li', {}, step(name, found[name], outcome)))) : h('p', {}, t('why_nothing')));
}

const strength = (o) => Math.abs(o.mean) / (o.sd || 1e-12);

function step(name, o, outcome) {
  const unit = metrics.get(name).unit;
  const change = t(o.mean > 0 ? 'step_up' : 'step_down', { what: metricName(name), from: amount(o.without, unit), to: amount(o.with, unit) });
  const acts = or(`acts.${outcome}.${name}`, or(`acts.${name}`, ''));
  return acts ? `${change} ${acts}` : change;
}
