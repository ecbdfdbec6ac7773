// One setting: its name, a native slider, choice or switch, its unit, its range and where the value comes from.

import { fresh, h } from './dom.js';
import { optionName, reach, said, sourceOf } from './model.js';
import { number, shortUnit, t } from './text.js';

// options: name, value, usual, onchange(value), cost (text under the name), key
export function control(parameter, { name, value, usual, onchange, cost = '', key }) {
  const id = fresh('c');
  const kind = parameter.options.length ? choice : typeof parameter.default === 'boolean' ? flag : slider;
  const changed = value !== usual;
  const row = h('div', { class: `control${changed ? ' changed' : ''}`, 'data-path': parameter.path });
  const undo = h(
    'button',
    { class: 'undo', type: 'button', 'data-key': `${key}-undo`, 'aria-label': t('undo', { name }), title: t('undo', { name }),
      onclick: () => onchange(usual, true), hidden: !changed },
    '↺',
  );
  row.append(
    h('div', { class: 'named' }, h('label', { for: id }, name), undo, more(parameter, name)),
    kind(parameter, { id, value, onchange, key }),
    h('p', { class: 'below' }, h('span', {}, unitOf(parameter)), h('span', { class: 'cost', 'data-cost': parameter.path }, cost)),
  );
  return row;
}

const unitOf = (parameter) => (parameter.unit.startsWith('share') ? t('share_from_0_to_1') : shortUnit(parameter.unit));

function slider(parameter, { id, value, onchange, key }) {
  const { low, high, step } = reach(parameter, value);
  const unit = unitOf(parameter);
  const written = (n) => `${number(n)} ${unit}`;
  const range = h('input', {
    type: 'range', id, min: low, max: high, step: 'any', value, 'data-key': key, 'aria-valuetext': written(value),
  });
  const box = h('input', {
    type: 'number', class: 'exact', value, step: 'any', min: parameter.bounds?.[0], max: parameter.bounds?.[1],
    'aria-label': t('exactly'), 'data-key': `${key}-exact`,
  });
  const snapped = (n) => {
    const near = Math.round(n / step) * step;
    return Math.min(high, Math.max(low, Number(near.toFixed(6))));
  };
  range.addEventListener('input', () => {
    const next = snapped(Number(range.value));
    box.value = next;
    range.setAttribute('aria-valuetext', written(next));
    onchange(next, false);
  });
  range.addEventListener('keydown', (event) => {
    const by = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 5, PageDown: -5 }[event.key];
    if (!by) return;
    event.preventDefault();
    range.value = snapped(Number(range.value) + by * step);
    range.dispatchEvent(new Event('input'));
  });
  box.addEventListener('change', () => {
    const next = Number(box.value);
    if (box.value !== '' && Number.isFinite(next)) onchange(parameter.whole ? Math.round(next) : next, true);
  });
  return h('div', { class: 'slide' }, range, box);
}

function choice(parameter, { id, value, onchange, key }) {
  const options = parameter.options.map((option) =>
    h('option', { value: option, selected: option === value }, optionName(parameter.path, option)),
  );
  return h('select', { id, 'data-key': key, onchange: (event) => onchange(event.target.value, true) }, options);
}

function flag(parameter, { id, value, onchange, key }) {
  const box = h('input', {
    type: 'checkbox', id, checked: value, 'data-key': key, onchange: (event) => onchange(event.target.checked, true),
  });
  return h('div', { class: 'flag' }, box, h('span', {}, t('switched_on')));
}

function more(parameter, name) {
  const [low, high] = parameter.explore ?? parameter.bounds ?? [null, null];
  const lines = [h('p', {}, said(parameter.path, parameter.doc))];
  if (low !== null || high !== null) {
    const key = parameter.explore ? 'plausible' : 'allowed';
    const text = { low: low === null ? '…' : number(low), high: high === null ? '…' : number(high), unit: parameter.unit.startsWith('share') ? '' : shortUnit(parameter.unit) }; // a share is told from 0 to 1 here
    lines.push(h('p', {}, t(key, text)));
  }
  lines.push(h('p', {}, t('source', { source: sourceOf(parameter) })), h('p', { class: 'path' }, h('code', {}, parameter.path)));
  return h('details', { class: 'about' }, h('summary', { 'aria-label': t('about', { name }) }, t('what')), lines);
}
