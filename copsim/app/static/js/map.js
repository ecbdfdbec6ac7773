// The community map over time: who learns from whom, who belongs where, core and periphery, in one of the worlds.

import { post } from './api.js';
import { h, put, s } from './dom.js';
import { change, screen, asked } from './store.js';
import { number, t } from './text.js';

const SIZE = 640;
const ROLES = { core: 7.5, active: 5.5, peripheral: 4, member: 3.6, none: 3 };
// Okabe and Ito's colours, and a shape each time they are through
const COLOURS = ['#0072B2', '#D55E00', '#009E73', '#CC79A7', '#E69F00', '#56B4E9', '#7a5c00', '#5b3a8c'];

let waiting = null;

export async function map(place) {
  const weeks = screen.firm.weeks ?? 260;
  const look = (screen.look.map ??= { week: Math.min(104, weeks), world: 'with', pair: 0 });
  look.week = Math.min(look.week, weeks);
  const picture = h('div', { class: 'map-picture' }, h('p', { class: 'hint' }, t('say_waiting')));
  const say = h('p', { class: 'say', id: 'map-say', role: 'status' });
  const table = h('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': t('table') });
  const shown = h('output', { for: 'map-week' }, t('in_week', { week: look.week }));
  const again = () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => load(look, picture, say, table), 150);
  };
  const set = (key, value) => { change((all) => { all.look.map[key] = value; }, 'look'); again(); };
  const week = h('input', { type: 'range', id: 'map-week', min: 0, max: weeks, step: 13, value: look.week, 'data-key': 'map-week',
    oninput: () => { shown.textContent = t('in_week', { week: week.value }); set('week', Number(week.value)); } });
  const world = h('select', { id: 'map-world', 'data-key': 'map-world', onchange: () => set('world', world.value) }, ['with', 'without'].map((name) => h('option', { value: name, selected: look.world === name }, t(`line.${name}`))));
  const pair = h('input', { type: 'number', id: 'map-pair', min: 0, max: 399, step: 1, value: look.pair, onchange: () => set('pair', Math.round(Number(pair.value))) });
  put(place, h('section', { class: 'box map' }, h('h2', {}, t('view.map')), h('p', { class: 'hint' }, t('map_hint')),
    h('div', { class: 'row' }, h('label', { for: 'map-week' }, t('week')), week, shown, h('label', { for: 'map-world' }, t('world')), world, h('label', { for: 'map-pair' }, t('seed')), pair),
    picture, say, h('details', { class: 'as-table' }, h('summary', {}, t('as_table')), table)));
  again();
}

async function load(look, picture, say, table) {
  picture.setAttribute('aria-busy', 'true');
  try {
    const found = await (await post('map', { screen: asked(), week: look.week, world: look.world, pair: look.pair })).json();
    put(picture, drawn(found), key(found));
    say.textContent = t('map_say', { ...found.counts, week: found.week, share: number(100 * (found.counts.across ?? 0)), links: found.links.length });
    put(table, tableOf(found));
  } catch (error) {
    put(picture, h('p', { class: 'refusal' }, error.message));
  }
  picture.removeAttribute('aria-busy');
}

const x = (value) => (SIZE / 2) * (1 + 0.94 * value);

function drawn(found) {
  const at = (n) => [x(found.people.x[n]), x(-found.people.y[n])];
  const most = Math.max(1e-9, ...found.links.map((link) => link[2]));
  const units = found.units.map((unit) => s('g', {}, s('circle', { cx: x(unit.x), cy: x(-unit.y), r: (SIZE / 2) * 0.94 * unit.radius + 5, class: 'unit' }), s('text', { x: x(unit.x), y: x(-unit.y - unit.radius) - 9, class: 'unit-name' }, t('unit_n', { n: unit.unit + 1 }))));
  const links = found.links.map(([from, to, learned]) => {
    const [[x1, y1], [x2, y2]] = [at(from), at(to)];
    const bend = 0.12;
    const [mx, my] = [(x1 + x2) / 2 + bend * (y2 - y1), (y1 + y2) / 2 - bend * (x2 - x1)];
    return s('path', { d: `M${x1.toFixed(1)} ${y1.toFixed(1)}Q${mx.toFixed(1)} ${my.toFixed(1)} ${x2.toFixed(1)} ${y2.toFixed(1)}`, class: 'link', 'stroke-width': (0.4 + (2.2 * learned) / most).toFixed(2) });
  });
  const people = found.people.role.map((role, n) => {
    const [cx, cy] = at(n);
    const community = found.people.community[n];
    return s('circle', { cx: cx.toFixed(1), cy: cy.toFixed(1), r: ROLES[role], fill: community < 0 ? '#97a5b1' : COLOURS[community % COLOURS.length], class: `person ${role}` });
  });
  return s('svg', { viewBox: `-10 -22 ${SIZE + 20} ${SIZE + 32}`, role: 'img', 'aria-labelledby': 'map-say' }, units, links, people);
}

function key(found) {
  const dot = (r, fill, cls) => s('svg', { viewBox: '0 0 20 20', width: 20, height: 20, 'aria-hidden': 'true' }, s('circle', { cx: 10, cy: 10, r, fill, class: `person ${cls}` }));
  const roles = ['core', 'active', 'peripheral', 'member', 'none'].map((role) => h('li', {}, dot(ROLES[role], '#6b7783', role), t(`role.${role}`), ` (${found.counts[role] ?? 0})`));
  const communities = found.communities.map((c) => h('li', {}, dot(6, COLOURS[c.community % COLOURS.length], ''), t('community_n', { n: c.community + 1 }), ` (${c.members})`));
  return h('div', { class: 'map-key' }, h('h3', {}, t('map_roles')), h('ul', {}, roles), communities.length ? h('h3', {}, t('map_communities')) : null, h('ul', {}, communities));
}

function tableOf(found) {
  const names = ['community', 'members', 'core', 'active', 'peripheral', 'units'];
  return h('table', {}, h('caption', {}, t('map_table', { week: found.week })), h('thead', {}, h('tr', {}, names.map((name) => h('th', { scope: 'col' }, t(`map.${name}`))))),
    h('tbody', {}, found.communities.map((c) => h('tr', {}, h('th', { scope: 'row' }, t('community_n', { n: c.community + 1 })), names.slice(1).map((name) => h('td', {}, number(c[name])))))));
}
