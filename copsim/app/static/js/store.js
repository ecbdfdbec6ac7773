// What the page shows, as one object that fits into a link; whoever changes it tells the others.

import { packed, unpacked } from './codec.js';

export const first = () => ({
  firm: {},
  events: [],
  plans: [{ name: '', policy: { 'membership.rule': 'self_selected', 'funding.released_hours': 0.5 }, measures: [] }],
  active: 0,
  unknowns: true,
  pairs: 100,
  charts: [],
  budget: null,
  look: {},
});

export let screen = first();
const listeners = [];

export const listen = (listener) => listeners.push(listener);
export const plan = () => screen.plans[screen.active];

// kind: 'world' if the model's answer changes, 'look' if only the page does.
export function change(act, kind = 'world') {
  act(screen);
  tell(kind);
}

export function replace(next, kind = 'world') {
  screen = { ...first(), ...structuredClone(next) };
  if (!screen.plans.length) screen.plans = first().plans;
  screen.active = Math.min(screen.active, screen.plans.length - 1);
  for (const one of screen.plans) {
    one.name ??= '';
    one.policy ??= {};
    one.measures ??= [];
  }
  tell(kind, true);
}

function tell(kind, all = false) {
  for (const listener of listeners) listener(kind, all);
  remember();
}

// What is asked of the server: all but the look.
export function asked() {
  const { firm, events, plans, active, unknowns, pairs, charts } = screen;
  const body = { firm, events, plans, active, unknowns, pairs };
  return charts.length ? { ...body, charts } : body;
}

// What goes into a link: what differs from the first screen.
export function kept() {
  const usual = first();
  const same = (key) => JSON.stringify(screen[key]) === JSON.stringify(usual[key]);
  const differing = Object.keys(usual).filter((key) => !same(key));
  return Object.fromEntries(differing.map((key) => [key, screen[key]]));
}

let waiting = null;
function remember() {
  clearTimeout(waiting);
  waiting = setTimeout(async () => history.replaceState(null, '', `#${await packed(kept())}`), 250);
}

export async function link() {
  return `${location.origin}${location.pathname}#${await packed(kept())}`;
}

// Opens the screen of the address; returns 'version' or 'damaged' if it holds none, '' otherwise.
export async function open() {
  const code = location.hash.slice(1);
  if (!code || !code.includes('.')) return '';
  try {
    replace(await unpacked(code));
    return '';
  } catch (error) {
    return error.message === 'version' ? 'version' : 'damaged';
  }
}
