// The middle of the page: how far the runs are, the outcome cards, the charts, money, timing, and why.

import { cards } from './cards.js';
import { Chart, shownLines } from './chart.js';
import { $, h, put, s } from './dom.js';
import { arrivals } from './arrival.js';
import { guessing, guessPad } from './guess.js';
import { model } from './model.js';
import { money } from './money.js';
import { change, screen } from './store.js';
import { t } from './text.js';
import { whys } from './why.js';

let charts = [];
export let frame = null; // the newest
export let full = null; // the newest with everything
const places = {};

export function build() {
  places.status = h('div', { class: 'status', id: 'status' });
  places.live = h('p', { class: 'hidden', role: 'status', id: 'live' });
  places.notes = h('div', { class: 'notes', id: 'notes' });
  places.cards = h('div', { class: 'cards', id: 'cards' });
  places.charts = h('div', { class: 'charts', id: 'charts' });
  places.more = h('div', { class: 'sections', id: 'more' });
  put($('#results'), places.status, places.live, places.notes, h('div', { class: 'row spread' }, legend(), lookSwitch()), places.charts, places.cards, guessPad(), places.more);
  makeCharts();
  if (frame) redraw();
}

function makeCharts() {
  const names = screen.charts.length ? screen.charts : model.charts;
  const old = charts;
  charts = names.map((name, place) => (old[place]?.metric === name && old[place]?.language === document.documentElement.lang ? old[place] : new Chart(name, place, pick)));
  for (const chart of charts) chart.language = document.documentElement.lang;
  places.charts.replaceChildren(...charts.map((chart) => chart.figure));
}

function pick(place, metric) {
  change((s) => {
    const names = s.charts.length ? [...s.charts] : [...model.charts];
    names[place] = metric;
    s.charts = [...new Set(names)];
  });
  makeCharts();
  $(`[data-key="chart-${place}"]`)?.focus();
}

function legend() {
  const mark = (name) => s('svg', { viewBox: '0 0 34 12', width: 34, height: 12, 'aria-hidden': 'true' },
    ['with', 'without', 'difference'].includes(name) ? s('rect', { x: 0, y: 1, width: 34, height: 10, class: `band ${name}` }) : '', s('path', { d: 'M1 6H33', class: `line ${name}` }));
  return h('ul', { class: 'legend', id: 'legend' }, [...shownLines()].reverse().map((name) => h('li', { 'data-line': name }, mark(name), t(`line.${name}`))),
    h('li', { class: 'bands' }));
}

// Levels, or the difference that the plan makes within each pair.
function lookSwitch() {
  const one = (difference) => h('button', { type: 'button', class: 'side-by', 'data-key': `look-${difference}`, 'aria-pressed': String(Boolean(screen.look.difference) === difference),
    onclick: () => { change((all) => { all.look.difference = difference; }, 'look'); build(); document.querySelector(`[data-key="look-${difference}"]`).focus(); } }, t(difference ? 'look_difference' : 'look_levels'));
  return h('div', { class: 'row look', role: 'group', 'aria-label': t('look') }, one(false), one(true));
}

export const isDefaultFirm = () => !screen.events.length && Object.keys(screen.firm).every((path) => path === 'weeks');

export function show(next) {
  const names = screen.charts.length ? screen.charts : model.charts;
  if (!names.every((name) => name in (next.lines.with ?? { [name]: 1 }))) return; // of a screen before
  const pairs = frame?.outcomes.n;
  frame = next;
  if (next.full) full = next;
  draw(next.full || next.outcomes.n !== pairs, next.full);
}

export const redraw = () => draw(true, true);

// Charts always; what hangs on whole pairs, and what only full messages hold, where these are new: drawing takes the
// machine from the runs.
function draw(ofPairs, ofFull) {
  if (!frame || !places.charts?.isConnected) return;
  const same = isDefaultFirm();
  const hide = guessing();
  if (charts.some((chart) => frame.lines.with && !(chart.metric in frame.lines.with))) return;
  for (const chart of charts) if (Object.keys(frame.lines).length) chart.draw(frame, frame.outcomes.metrics[chart.metric], same, hide);
  for (const item of document.querySelectorAll('#legend [data-line^="default"]')) item.hidden = same;
  $('#legend .bands').textContent = t(screen.unknowns ? 'band_unknowns' : 'band_luck');
  if (ofPairs) {
    status();
    cards(places.cards, frame, hide);
    notes(same);
  }
  if (!ofFull) return;
  if (full && !hide) put(places.more, money(full), arrivals(full), whys(full));
  else put(places.more);
}

function status() {
  const { pairs, of, done } = frame;
  const text = t('runs', { done: pairs, of });
  const bar = h('progress', { max: of, value: pairs, 'aria-label': text });
  const luck = t(screen.unknowns ? 'each_draws' : 'each_luck');
  put(places.status, h('strong', {}, text), bar, h('span', { class: 'hint' }, done ? t('runs_done') : luck));
  if (done || pairs === 4) places.live.textContent = text;
}

function notes(same) {
  const told = [];
  if (same) told.push(t('same_as_default'));
  if (frame.refused) told.push(t('default_refuses', { why: frame.refused }));
  if (frame.failed) told.push(t('failed'));
  put(places.notes, told.map((text) => h('p', {}, text)));
}
