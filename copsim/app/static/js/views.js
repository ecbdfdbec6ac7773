// The views of the middle: results, the community map, plans side by side, and how we know.

import { compare } from './compare.js';
import { $, h, put } from './dom.js';
import { know } from './know.js';
import { map } from './map.js';
import * as results from './results.js';
import { change, screen } from './store.js';
import { t } from './text.js';

const VIEWS = ['results', 'map', 'compare', 'know'];
const now = () => (VIEWS.includes(screen.look.view) ? screen.look.view : 'results');

export function tabs(place) {
  put(place, VIEWS.map((name) => h('button', {
    type: 'button', class: 'tab', 'data-key': `tab-${name}`, 'data-view': name, 'aria-current': now() === name ? 'page' : null,
    onclick: () => {
      change((s) => { s.look.view = name; }, 'look');
      tabs(place);
      view();
    },
  }, t(`view.${name}`))));
}

export function view() {
  const name = now();
  document.body.dataset.view = name;
  if (name === 'results') results.build();
  else {
    put($('#results'));
    if (name === 'map') map($('#results'));
    if (name === 'compare') compare($('#results'), results.full);
    if (name === 'know') know($('#results'));
  }
}

// New results for a view that is not the charts.
export function showView(frame) {
  if (now() === 'compare') compare($('#results'), frame);
}
