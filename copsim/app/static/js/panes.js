// The two panes: how our organization works, and what we do.

import { control } from './control.js';
import { $, h, put } from './dom.js';
import { leverName, leverValue, levers, model, presetName, presetSays, putValue, unknownName, unknownValue, unknowns } from './model.js';
import { change, plan, replace, screen } from './store.js';
import { amount, or, t } from './text.js';
import { openFirm } from './firm.js';
import { timeline } from './timeline.js';
import { planTabs } from './plans.js';

const opened = new Set(); // groups that stand open

export function draw() {
  drawFirm();
  drawPlan();
}

function drawFirm() {
  const asked = model.asked_first.map((path) => unknownControl(unknowns.get(path)));
  const rest = [...unknowns.values()].filter((p) => !model.asked_first.includes(p.path));
  put(
    $('#firm-pane'),
    h('h2', { id: 'firm-title' }, t('firm')),
    h('p', { class: 'hint' }, t('firm_hint')),
    h('div', { class: 'row' },
      h('button', { type: 'button', class: 'primary', 'data-key': 'eight', onclick: openFirm }, t('eight_questions')),
      presetSelect('firms', t('firm_presets'), (preset) => change((s) => {
        s.firm = { ...keptBehaviour(s.firm), ...preset.screen.firm };
        s.events = structuredClone(preset.screen.events);
      })),
    ),
    presetSelect('cases', t('case_presets'), (preset) => replace({ ...preset.screen, unknowns: screen.unknowns, pairs: screen.pairs, look: screen.look })),
    luckSwitch(),
    h('div', { class: 'controls' }, asked),
    ...groups(rest, (p) => p.path.split('.').slice(0, -1).join('.'), unknownControl, 'more_unknowns'),
    timeline('events'),
  );
}

const keptBehaviour = (firm) => Object.fromEntries(Object.entries(firm).filter(([path]) => path.startsWith('behaviour.')));

function luckSwitch() {
  const box = h('input', {
    type: 'checkbox', id: 'luck', 'data-key': 'luck', checked: !screen.unknowns,
    onchange: (event) => { change((s) => { s.unknowns = !event.target.checked; }); drawFirm(); },
  });
  return h('div', { class: 'flag luck' }, box, h('label', { for: 'luck' }, t('luck_alone')), h('p', { class: 'hint' }, t(screen.unknowns ? 'luck_and_unknowns_hint' : 'luck_alone_hint')));
}

function drawPlan() {
  const ours = plan();
  const first = model.levers.filter((lever) => lever.first).map(leverControl);
  const rest = model.levers.filter((lever) => !lever.first);
  put(
    $('#plan-pane'),
    h('h2', { id: 'plan-title' }, t('plan')),
    planTabs(),
    presetSelect('plans', t('plan_presets'), (preset) => change((s) => {
      s.plans[s.active] = { ...structuredClone(preset.screen.plans[0]), name: presetName('plans', preset.name) };
    })),
    h('p', { class: 'refusal', id: 'refusal', role: 'alert' }),
    h('div', { class: 'controls' }, first),
    ...groups(rest, (p) => p.path.split('.')[0], leverControl, 'more_levers'),
    timeline('measures', ours),
  );
}

function leverControl(lever) {
  const path = lever.path;
  const onchange = (value, redraw) => {
    change((s) => putValue(s.plans[s.active].policy, path, value, lever.default));
    if (redraw) drawPlan();
    else markChanged(path, value !== lever.default);
  };
  return control(lever, { name: leverName(path), value: leverValue(plan(), path), usual: lever.default, onchange, cost: costs[path] ?? '', key: `l-${path}` });
}

function unknownControl(unknown) {
  const path = unknown.path;
  const onchange = (value, redraw) => {
    change((s) => putValue(s.firm, path, value, unknown.default));
    if (redraw) drawFirm();
    else markChanged(path, value !== unknown.default);
  };
  return control(unknown, { name: unknownName(path), value: unknownValue(screen, path), usual: unknown.default, onchange, key: `u-${path}` });
}

function markChanged(path, changed) {
  const row = document.querySelector(`.control[data-path="${path}"]`);
  row?.classList.toggle('changed', changed);
  const undo = row?.querySelector('.undo');
  if (undo) undo.hidden = !changed;
}

// What each lever costs a year, from the runs.
let costs = {};
export function showCosts(money) {
  const shared = {};
  for (const lever of levers.values()) {
    if (lever.cost && leverValue(plan(), lever.path) !== lever.default) (shared[lever.cost] ??= []).push(lever.path);
  }
  costs = {};
  for (const lever of levers.values()) {
    const value = money?.costs?.[lever.cost];
    const inUse = lever.cost && leverValue(plan(), lever.path) !== lever.default;
    const together = (shared[lever.cost]?.length ?? 0) > 1;
    costs[lever.path] = !lever.cost ? t('cost_none') : !inUse ? t('cost_unused') : value === undefined ? t('cost_zero')
      : t(together ? 'cost_together' : 'cost_year', { money: amount(value * headcount(), 'money') });
  }
  for (const place of document.querySelectorAll('[data-cost]')) place.textContent = costs[place.dataset.cost] ?? '';
}

export const headcount = () => unknownValue(screen, 'organization.headcount');

function groups(parameters, groupOf, make, key) {
  const found = new Map();
  for (const p of parameters) found.set(groupOf(p), [...(found.get(groupOf(p)) ?? []), p]);
  const parts = [...found].map(([name, members]) => lazy(`${key}-${name}`, or(`group.${name}`, name.split('.').pop().replaceAll('_', ' ')), () => members.map(make), changedIn(members)));
  return [lazy(key, t(key), () => parts, 0, 'many')];
}

function changedIn(members) {
  return members.filter((p) => p.path in screen.firm || (levers.has(p.path) && leverValue(plan(), p.path) !== p.default)).length;
}

function lazy(key, title, make, changed = 0, kind = '') {
  const inside = h('div', { class: 'controls' });
  const fill = () => inside.childElementCount || inside.append(...make());
  const count = changed ? h('span', { class: 'count' }, t('changed_count', { n: changed })) : null;
  const box = h('details', { class: `group ${kind}`, open: opened.has(key) }, h('summary', { 'data-key': `g-${key}` }, title, count), inside);
  box.addEventListener('toggle', () => {
    if (box.open) { opened.add(key); fill(); } else opened.delete(key);
  });
  if (opened.has(key)) fill();
  return box;
}

function presetSelect(kind, label, act) {
  const options = model.presets[kind].map((preset) => h('option', { value: preset.name, title: presetSays(kind, preset) }, presetName(kind, preset.name)));
  const select = h('select', {
    'data-key': `p-${kind}`, 'aria-label': label,
    onchange: () => {
      const preset = model.presets[kind].find((one) => one.name === select.value);
      if (preset) { act(preset); draw(); }
    },
  }, h('option', { value: '' }, label), options);
  return h('div', { class: 'preset' }, select);
}
