// Your firm in eight questions; a CSV of units can answer the first four.

import { post } from './api.js';
import { $, h, put } from './dom.js';
import { model, putValue, unknownValue, unknowns } from './model.js';
import { asked, change, screen } from './store.js';
import { number, t } from './text.js';

const NUMBERS = [
  ['people', 'organization.headcount'],
  ['units', 'organization.units'],
  ['sites', 'organization.sites'],
  ['wage', 'organization.wage'],
  ['load', 'organization.assigned_hours'],
];

export function openFirm() {
  const fields = Object.fromEntries(NUMBERS.map(([name, path]) => [name, box(name, unknownValue(screen, path), unknowns.get(path).whole ? 1 : 'any')]));
  fields.turnover = box('turnover', '', 'any');
  const growth = screen.events.find((event) => event.shock === 'growth');
  fields.growth = box('growth', growth ? 100 * growth.share : 0, 'any');
  const cultures = model.presets.firms.filter((preset) => Object.keys(preset.screen.firm).every((path) => path.startsWith('organization.culture.')));
  const culture = h('select', { id: 'q-culture' }, cultures.map((preset) => h('option', { value: preset.name, selected: isCulture(preset) }, t(`culture.${preset.name}`))));
  const told = h('div', { class: 'told', role: 'status' });
  const units = h('input', { type: 'file', accept: '.csv,text/csv', id: 'q-csv', onchange: () => readUnits(units, fields, told) });
  const question = (name, control) => h('div', { class: 'question' }, h('label', { for: `q-${name}` }, t(`q.${name}`)), control, h('p', { class: 'hint' }, t(`q.${name}.hint`)));
  const dialog = h('dialog', { class: 'firm', 'aria-labelledby': 'q-title' },
    h('form', { method: 'dialog', onsubmit: (event) => { event.preventDefault(); answer(dialog, fields, cultures, culture.value, told); } },
      h('h2', { id: 'q-title' }, t('eight_questions')), h('p', { class: 'hint' }, t('q.intro')),
      question('csv', units),
      h('div', { class: 'questions' }, ['people', 'units', 'sites', 'turnover', 'wage', 'load', 'growth'].map((name) => question(name, fields[name])), question('culture', culture)),
      told,
      h('div', { class: 'row' }, h('button', { type: 'submit', class: 'primary' }, t('q.apply')), h('button', { type: 'button', onclick: () => dialog.close() }, t('close')))));
  dialog.addEventListener('close', () => dialog.remove());
  $('#dialogs').append(dialog);
  dialog.showModal();
}

const box = (name, value, step) => h('input', { type: 'number', id: `q-${name}`, value, step, min: name === 'growth' ? -90 : 0, required: !['turnover', 'growth'].includes(name) });

const isCulture = (preset) => Object.entries(preset.screen.firm).every(([path, value]) => screen.firm[path] === value) && Object.keys(preset.screen.firm).length > 0;

async function readUnits(input, fields, told) {
  if (!input.files.length) return;
  try {
    const found = await (await post('units', { csv: await input.files[0].text() })).json();
    for (const [name, value] of Object.entries(found.answers)) fields[name].value = value;
    put(told, h('p', {}, t('q.read', { units: found.answers.units, people: number(found.answers.people) })), found.open.map((key) => h('p', { class: 'hint' }, t(`open.${key}`))));
  } catch (error) {
    put(told, h('p', { class: 'refusal' }, error.message));
  }
}

async function answer(dialog, fields, cultures, culture, told) {
  const before = structuredClone({ firm: screen.firm, events: screen.events });
  const usual = (path) => unknowns.get(path).default;
  change((all) => {
    for (const [name, path] of NUMBERS) {
      const value = Number(fields[name].value);
      putValue(all.firm, path, unknowns.get(path).whole ? Math.round(value) : value, usual(path));
    }
    for (const path of Object.keys(all.firm)) if (path.startsWith('organization.culture.')) delete all.firm[path];
    Object.assign(all.firm, cultures.find((preset) => preset.name === culture)?.screen.firm);
    all.events = all.events.filter((event) => !['growth', 'layoffs'].includes(event.shock) || event.week > 0);
    const growth = Number(fields.growth.value) / 100;
    if (growth > 0) all.events.push({ week: 0, shock: 'growth', share: growth, over_weeks: 52 });
    if (growth < 0) all.events.push({ week: 0, shock: 'layoffs', share: -growth });
  }, 'look');
  try {
    if (fields.turnover.value !== '') {
      put(told, h('p', {}, t('q.matching')));
      const found = await (await post('turnover', { screen: asked(), turnover: Number(fields.turnover.value) / 100 })).json();
      change((all) => { all.firm['behaviour.turnover.base'] = found.base; }, 'look');
      put(told, h('p', {}, t('q.matched', { turnover: number(100 * found.reached), base: number(found.base), n: found.runs })));
    } else {
      await post('check', asked());
    }
  } catch (error) {
    change((all) => Object.assign(all, before), 'look');
    put(told, h('p', { class: 'refusal', role: 'alert' }, error.message));
    return;
  }
  put(told, h('h3', {}, t('open')), h('ul', {}, ['unit_sizes', 'ties', 'demand', 'who', 'behaviour'].map((key) => h('li', {}, t(`open.${key}`)))));
  change(() => {});
  const { draw } = await import('./panes.js');
  draw();
  dialog.querySelector('.primary').replaceWith(h('button', { type: 'button', class: 'primary', onclick: () => dialog.close() }, t('q.done')));
}
