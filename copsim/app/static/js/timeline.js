// Dated measures of a plan, and shocks that strike the firm whatever the plan.

import { h } from './dom.js';
import { changeName, leverName, levers, model, optionName } from './model.js';
import { change, plan, screen } from './store.js';
import { number, shortUnit, t } from './text.js';

const OWN = ['policy', 'ends', 'sponsor_lost']; // kinds of measures
const kindOf = (item) => (item.ends ? 'ends' : item.shock && item.shock !== 'none' ? item.shock : 'policy');
const listOf = (what) => (what === 'events' ? screen.events : plan().measures);

export function timeline(what) {
  const items = listOf(what);
  const kinds = what === 'events' ? Object.keys(model.shocks).filter((shock) => !['none', 'sponsor_lost'].includes(shock)) : OWN;
  const add = h('select', { 'data-key': `add-${what}`, 'aria-label': t(`add_${what}`), onchange: () => add.value && append(what, add.value) },
    h('option', { value: '' }, t(`add_${what}`)), kinds.map((kind) => h('option', { value: kind }, t(`kind.${kind}`))));
  return h('section', { class: 'timeline', 'data-what': what }, h('h3', {}, t(what)), strip(items), h('ol', {}, items.map((item, place) => row(what, item, place))), add);
}

function strip(items) {
  const weeks = screen.firm.weeks ?? 260;
  const mark = (item) => h('span', { class: 'mark', title: `${t('week')} ${item.week}` });
  const marks = items.map((item) => {
    const one = mark(item);
    one.style.left = `${Math.min(100, (100 * item.week) / weeks)}%`;
    return one;
  });
  return h('div', { class: 'strip', 'aria-hidden': 'true' }, marks);
}

const within = (week) => Math.min(week, Math.floor((screen.firm.weeks ?? 260) / 2));
const FRESH = {
  policy: () => ({ week: within(104), policy: { 'support.facilitator_hours': 20 } }),
  ends: () => ({ week: within(156), ends: true }),
  sponsor_lost: () => ({ week: within(104), shock: 'sponsor_lost' }),
  growth: () => ({ week: within(52), shock: 'growth', share: 0.2, over_weeks: Math.max(1, within(52)) }),
  layoffs: () => ({ week: within(104), shock: 'layoffs', share: 0.1 }),
  merger: () => ({ week: within(104), shock: 'merger', people: 60, units: 1 }),
  reorganization: () => ({ week: within(104), shock: 'reorganization', to: 'reshuffle', share: 0.3 }),
  new_topic: () => ({ week: within(104), shock: 'new_topic', topic: 0, share: 0.2 }),
};

function redraw(key) {
  import('./panes.js').then(({ draw }) => {
    draw();
    if (key) document.querySelector(`[data-key="${key}"]`)?.focus();
  });
}

function append(what, kind) {
  change(() => listOf(what).push(FRESH[kind]()));
  redraw(`${what}-${listOf(what).length - 1}-week`);
}

function row(what, item, place) {
  const kind = kindOf(item);
  const key = `${what}-${place}`;
  const set = (act) => change(() => act(item));
  const parts = [numberField(t('week'), item.week, { min: 0, step: 1, key: `${key}-week` }, (value) => set((one) => { one.week = Math.round(value); }))];
  if (kind === 'policy') parts.push(...leverFields(item, key, set));
  else if (kind !== 'ends') {
    const { needs, may } = model.shocks[kind];
    const names = [...new Set([...needs, ...may].flatMap((words) => words.split('|')))];
    const either = needs.find((words) => words.includes('|'))?.split('|') ?? [];
    for (const name of names) {
      if (either.includes(name) && item[name] === undefined) continue;
      parts.push(detail(name, item, key, set));
    }
  }
  const drop = h('button', { type: 'button', class: 'drop', 'data-key': `${key}-drop`, 'aria-label': t('remove', { name: `${t(`kind.${kind}`)}, ${t('week')} ${item.week}` }), onclick: () => { change(() => listOf(what).splice(place, 1)); redraw(`add-${what}`); } }, '✕');
  return h('li', {}, h('div', { class: 'item-head' }, h('strong', {}, t(`kind.${kind}`)), drop), h('div', { class: 'fields' }, parts));
}

function detail(name, item, key, set) {
  const parameter = model.changes.find((one) => one.path === name);
  if (parameter.options.length) {
    const select = h('select', { 'data-key': `${key}-${name}`, onchange: () => { set((one) => { one[name] = select.value; if (select.value !== 'reshuffle') delete one.share; else one.share ??= 0.3; }); redraw(); } },
      parameter.options.filter(Boolean).map((option) => h('option', { value: option, selected: item[name] === option }, optionName(`change.${name}`, option))));
    return h('label', {}, h('span', {}, changeName(name)), select);
  }
  if (name === 'share' && item.shock === 'reorganization' && item.to !== 'reshuffle') return null;
  const usual = item[name] ?? parameter.default;
  return numberField(`${changeName(name)} (${shortUnit(parameter.unit) === '%' ? t('share_from_0_to_1') : shortUnit(parameter.unit)})`, usual, { key: `${key}-${name}` }, (value) => set((one) => { one[name] = parameter.whole ? Math.round(value) : value; }));
}

function numberField(label, value, { min = null, step = 'any', key }, act) {
  const box = h('input', { type: 'number', value, min, step, 'data-key': key, onchange: () => Number.isFinite(Number(box.value)) && box.value !== '' && act(Number(box.value)) });
  return h('label', {}, h('span', {}, label), box);
}

function leverFields(item, key, set) {
  const settings = item.policy ?? {};
  const fields = Object.entries(settings).map(([path, value]) => leverField(path, value, key, set));
  const add = h('select', { 'data-key': `${key}-add`, 'aria-label': t('add_lever'), onchange: () => { set((one) => { one.policy = { ...one.policy, [add.value]: levers.get(add.value).default }; }); redraw(); } },
    h('option', { value: '' }, t('add_lever')), model.levers.filter((lever) => !(lever.path in settings)).map((lever) => h('option', { value: lever.path }, leverName(lever.path))));
  return [...fields, add];
}

function leverField(path, value, key, set) {
  const lever = levers.get(path);
  const write = (next) => set((one) => { one.policy[path] = next; });
  if (lever.options.length || typeof lever.default === 'boolean') {
    const options = lever.options.length ? lever.options : ['false', 'true'];
    const select = h('select', { 'data-key': `${key}-${path}`, onchange: () => write(lever.options.length ? select.value : select.value === 'true') },
      options.map((option) => h('option', { value: option, selected: String(value) === option }, lever.options.length ? optionName(path, option) : t(`flag.${option}`))));
    return h('label', {}, h('span', {}, leverName(path)), select);
  }
  return numberField(`${leverName(path)} (${shortUnit(lever.unit) || number(1)})`, value, { key: `${key}-${path}` }, (next) => write(lever.whole ? Math.round(next) : next));
}
