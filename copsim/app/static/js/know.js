// How do you know? What was tested, which patterns came out and which did not, and what this cannot say.

import { h, put } from './dom.js';
import { model } from './model.js';
import { figures, has, or, t } from './text.js';

const list = (stem) => {
  const items = [];
  for (let n = 1; has(`${stem}.${n}`); n += 1) items.push(h('li', {}, t(`${stem}.${n}`)));
  return h('ul', {}, items);
};

export async function know(place) {
  const part = (stem) => [h('h3', {}, t(stem)), list(stem)];
  const patterns = h('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': t('know.patterns') });
  put(place, h('article', { class: 'box know' }, h('h2', {}, t('view.know')), h('p', {}, t('know.what')), part('know.tested'), h('h3', {}, t('know.patterns')), h('p', {}, t('know.patterns.what')), patterns, part('know.limits'), h('p', { class: 'hint' }, t('know.version', { version: model.version }))));
  const rows = await (await fetch('patterns.json')).json(); // held by a test to docs/decisions/0004-model-choices.md
  const mark = (verdict) => ({ met: `✓ ${t('know.met')}`, missed: `✗ ${t('know.missed')}`, open: t('know.open') })[verdict];
  patterns.replaceChildren(h('table', {}, h('caption', {}, t('know.patterns.source')), h('thead', {}, h('tr', {}, ['pattern', 'measured', 'public_projects', 'target', 'verdict'].map((name) => h('th', { scope: 'col' }, t(`know.${name}`))))),
    h('tbody', {}, rows.map((row) => h('tr', {}, h('th', { scope: 'row' }, t(`pattern.${row.key}`)), h('td', {}, figures(row.measured)), h('td', {}, figures(row.public_projects)), h('td', {}, figures(or(`pattern.${row.key}.target`, row.target))), h('td', {}, mark(row.verdict)))))));
}
