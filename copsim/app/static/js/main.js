// Start: words, the model, the screen of the address; then every change asks anew.

import { about, stop, stream } from './api.js';
import { $, h, put } from './dom.js';
import { learn } from './model.js';
import { draw, showCosts } from './panes.js';
import * as results from './results.js';
import { asked, listen, open, replace, screen } from './store.js';
import { dress, language, LANGUAGES, speak, t } from './text.js';
import { tools } from './exports.js';
import { showView, tabs, view } from './views.js';

let due = null;
let last = 0;
let asks = 0;
const root = document.documentElement.dataset; // what tests and benchmarks watch

// At most one question in 40 ms while the hand moves; the last one always.
function ask() {
  clearTimeout(due);
  const wait = Math.max(0, 40 - (performance.now() - last));
  due = setTimeout(() => {
    last = performance.now();
    $('#results').setAttribute('aria-busy', 'true');
    const number = (asks += 1);
    root.asked = number;
    stream(asked(), (frame) => got(frame, number), refused);
  }, wait);
}

function got(frame, number) {
  refused('');
  results.show(frame);
  if (frame.full) showCosts(frame.money);
  if (frame.full) showView(frame);
  $('#results').toggleAttribute('aria-busy', !frame.done);
  Object.assign(root, { pairs: frame.pairs, done: frame.done });
  if (frame.lines.with) Object.assign(root, { shown: number, runs: frame.lines.with.n });
}

function refused(message) {
  const place = $('#refusal');
  const text = message === 'offline' ? t('offline') : message;
  if (place && place.textContent !== text) place.textContent = text;
}

function header() {
  const select = h('select', { 'aria-label': t('language'), 'data-key': 'language', onchange: async () => {
    await speak(select.value);
    screen.look.language = select.value;
    replace(screen, 'look');
  } }, Object.entries(LANGUAGES).map(([name, label]) => h('option', { value: name, selected: name === language, lang: name }, label)));
  put($('#tools'), tools(), select);
  tabs($('#tabs'));
}

function everything() {
  dress();
  document.title = t('title');
  header();
  draw();
  results.build();
  view();
}

async function start() {
  const [told] = await Promise.all([about(), speak('en')]);
  learn(told);
  const trouble = await open();
  await speak(screen.look.language ?? (navigator.language.startsWith('de') ? 'de' : 'en'));
  everything();
  if (trouble) $('#refusal').textContent = t(`link_${trouble}`);
  listen((kind, all) => {
    if (all) everything();
    if (kind === 'world') ask();
  });
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) stop(); // nobody looks: nothing is run
    else ask();
  });
  window.addEventListener('hashchange', async () => {
    const again = await open();
    if (again) $('#refusal').textContent = t(`link_${again}`);
  });
  ask();
}

start();
