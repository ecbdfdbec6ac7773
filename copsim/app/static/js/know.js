// How do you know? What was tested, which patterns came out and which did not, and what this cannot say.

import { h, put } from './dom.js';
import { model } from './model.js';
import { has, t } from './text.js';

const list = (stem) => {
  const items = [];
  for (let n = 1; has(`${stem}.${n}`); n += 1) items.push(h('li', {}, t(`${stem}.${n}`)));
  return h('ul', {}, items);
};

export function know(place) {
  const part = (stem) => [h('h3', {}, t(stem)), list(stem)];
  put(place, h('article', { class: 'box know' }, h('h2', {}, t('view.know')), h('p', {}, t('know.what')), part('know.tested'), part('know.matched'), part('know.not_matched'), part('know.limits'), h('p', { class: 'hint' }, t('know.version', { version: model.version }))));
}
