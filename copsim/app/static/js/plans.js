// Up to four named plans.

import { h } from './dom.js';
import { model } from './model.js';
import { change, screen } from './store.js';
import { t } from './text.js';

export const planName = (place) => screen.plans[place].name || t('plan_n', { n: place + 1 });

export function planTabs() {
  const one = (_, place) => h('button', {
    type: 'button', class: 'plan-tab', 'data-key': `plan-${place}`, 'aria-pressed': String(place === screen.active),
    onclick: () => choose(place),
  }, planName(place));
  const add = h('button', { type: 'button', class: 'plan-add', 'data-key': 'plan-add', disabled: screen.plans.length >= model.limits.plans, onclick: copy }, t('plan_add'));
  const drop = h('button', { type: 'button', class: 'plan-drop', 'data-key': 'plan-drop', disabled: screen.plans.length < 2, onclick: remove }, t('plan_drop'));
  const name = h('input', {
    type: 'text', maxlength: 60, value: screen.plans[screen.active].name, 'data-key': 'plan-name', 'aria-label': t('plan_name'), placeholder: planName(screen.active),
    onchange: () => { change((s) => { s.plans[s.active].name = name.value.trim(); }, 'look'); redraw(); },
  });
  return h('div', { class: 'plans' }, h('div', { class: 'plan-tabs', role: 'group', 'aria-label': t('plans') }, screen.plans.map(one), add), h('div', { class: 'row' }, name, drop));
}

function redraw() {
  import('./panes.js').then(({ draw }) => draw());
}

function choose(place) {
  change((s) => { s.active = place; });
  redraw();
}

function copy() {
  change((s) => {
    s.plans.push({ ...structuredClone(s.plans[s.active]), name: '' });
    s.active = s.plans.length - 1;
  });
  redraw();
}

function remove() {
  change((s) => {
    s.plans.splice(s.active, 1);
    s.active = Math.max(0, s.active - 1);
  });
  redraw();
}
