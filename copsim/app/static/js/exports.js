// Taking it away: a link, tables, pictures, the scenario, the command line; and printing.

import { post } from './api.js';
import { $, h } from './dom.js';
import { frame } from './results.js';
import { asked, first, link, replace, screen } from './store.js';
import { packed } from './codec.js';
import { language, t } from './text.js';

export function tools() {
  return h('div', { class: 'row' },
    h('button', { type: 'button', 'data-key': 'share', onclick: dialog }, t('share')),
    h('button', { type: 'button', 'data-key': 'report', title: t('report_hint'), onclick: report }, t('report')),
    h('button', { type: 'button', 'data-key': 'fresh', onclick: () => replace(first()) }, t('start_over')));
}

// One printable page in the page's language, in a tab of its own; opened before the code is there, since browsers ask for a click.
async function report() {
  const tab = window.open('', '_blank');
  const address = `api/report?language=${language}&screen=${await packed(asked())}`;
  if (tab) tab.location = new URL(address, location.href).href;
  else location.href = address;
}

async function dialog() {
  const address = await link();
  const box = h('input', { type: 'text', readonly: true, value: address, id: 'link', class: 'wide', onfocus: (event) => event.target.select() });
  const command = `copsim compare seeds=${screen.pairs} --link ${await packed(asked())}`;
  const line = h('input', { type: 'text', readonly: true, value: command, id: 'command', class: 'wide', onfocus: (event) => event.target.select() });
  const told = h('p', { role: 'status', class: 'hint' });
  const copy = (text) => async () => {
    try { await navigator.clipboard.writeText(text); told.textContent = t('copied'); } catch { told.textContent = t('copy_yourself'); }
  };
  const save = (key, act) => h('button', { type: 'button', 'data-export': key, onclick: act }, t(`export.${key}`));
  const window_ = h('dialog', { 'aria-labelledby': 'share-title' }, h('h2', { id: 'share-title' }, t('share')),
    h('label', { for: 'link' }, t('link')), h('div', { class: 'row' }, box, h('button', { type: 'button', onclick: copy(address) }, t('copy'))), h('p', { class: 'hint' }, t('link_hint')),
    h('label', { for: 'command' }, t('command')), h('div', { class: 'row' }, line, h('button', { type: 'button', onclick: copy(command) }, t('copy'))), h('p', { class: 'hint' }, t('command_hint')),
    h('div', { class: 'row' }, save('csv', csv), save('svg', () => pictures('svg')), save('png', () => pictures('png')), save('json', json)), told,
    h('div', { class: 'row' }, h('button', { type: 'button', class: 'primary', onclick: () => window_.close() }, t('close'))));
  window_.addEventListener('close', () => window_.remove());
  $('#dialogs').append(window_);
  window_.showModal();
}

function give(name, content, type) {
  const a = h('a', { href: URL.createObjectURL(new Blob([content], { type })), download: name });
  document.body.append(a);
  a.click();
  a.remove();
  setTimeout(() => URL.revokeObjectURL(a.href), 10_000);
}

// What is on the screen, as a table: line, outcome, weeks, middle, low, high, runs.
function csv() {
  if (!frame) return;
  const rows = [['line', 'outcome', 'first_week', 'last_week', 'middle', 'low_80', 'high_80', 'runs', 'of_which']];
  for (const [line, found] of Object.entries(frame.lines)) {
    for (const [metric, values] of Object.entries(found)) {
      if (!values?.mid) continue;
      values.mid.forEach((mid, place) => rows.push([line, metric, place * frame.window, (place + 1) * frame.window - 1, mid, values.low[place], values.high[place], found.started, found.n]));
    }
  }
  give('policy-lab.csv', rows.map((row) => row.map((cell) => cell ?? '').join(',')).join('\n') + '\n', 'text/csv');
}

async function json() {
  const found = await (await post('scenario', asked())).json();
  give('policy-lab-scenario.json', JSON.stringify(found.with, null, 1), 'application/json');
}

const LOOK = ['fill', 'stroke', 'stroke-width', 'stroke-dasharray', 'stroke-linecap', 'stroke-linejoin', 'fill-opacity', 'opacity', 'font-size', 'font-family', 'text-anchor'];

// Charts as one picture that stands on its own: styles written out, titles, legend and runs under it.
function standing() {
  const charts = [...document.querySelectorAll('#charts .chart')];
  const [width, height, columns] = [440, 300, Math.min(3, Math.max(1, charts.length))];
  const rows = Math.ceil(charts.length / columns);
  const root = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const [wide, high] = [columns * width, rows * height + 84];
  for (const [name, value] of Object.entries({ xmlns: 'http://www.w3.org/2000/svg', viewBox: `0 0 ${wide} ${high}`, width: wide, height: high })) root.setAttribute(name, value);
  const text = (words, x, y, size, weight = 400) => {
    const one = document.createElementNS(root.namespaceURI, 'text');
    for (const [name, value] of Object.entries({ x, y, 'font-size': size, 'font-weight': weight, 'font-family': 'sans-serif', fill: '#1b2733' })) one.setAttribute(name, value);
    one.textContent = words;
    root.append(one);
  };
  const back = document.createElementNS(root.namespaceURI, 'rect');
  for (const [name, value] of Object.entries({ width: wide, height: high, fill: '#ffffff' })) back.setAttribute(name, value);
  root.append(back);
  charts.forEach((chart, n) => {
    const [x, y] = [(n % columns) * width, Math.floor(n / columns) * height];
    const source = chart.querySelector('svg');
    const copy = source.cloneNode(true);
    const from = source.querySelectorAll('*');
    copy.querySelectorAll('*').forEach((element, place) => {
      const style = getComputedStyle(from[place]);
      for (const name of LOOK) element.setAttribute(name, style.getPropertyValue(name));
    });
    for (const [name, value] of Object.entries({ x: x + 8, y: y + 34, width: width - 16, height: height - 50 })) copy.setAttribute(name, value);
    root.append(copy);
    const picker = chart.querySelector('.pick');
    text(`${picker.selectedOptions[0].textContent} (${chart.querySelector('figcaption > .unit').textContent})`, x + 16, y + 24, 15, 600);
  });
  const base = rows * height;
  [...document.querySelectorAll('#legend li:not([hidden])')].forEach((item, n) => {
    const x = 16 + (n % 4) * (wide / 4.2);
    const mark = item.querySelector('svg');
    if (mark) {
      const copy = mark.cloneNode(true);
      const from = mark.querySelectorAll('*');
      copy.querySelectorAll('*').forEach((element, place) => { for (const name of LOOK) element.setAttribute(name, getComputedStyle(from[place]).getPropertyValue(name)); });
      copy.setAttribute('x', x);
      copy.setAttribute('y', base + 12);
      root.append(copy);
      text(item.textContent, x + 42, base + 23, 13);
    } else text(item.textContent, 16, base + 48, 12);
  });
  text(`${t('runs', { done: frame.pairs, of: frame.of })}. ${t('ranks')}`, 16, base + 70, 12);
  return { text: new XMLSerializer().serializeToString(root), wide, high };
}

async function pictures(kind) {
  if (!document.querySelector('#charts .chart') || !frame) return;
  const { text, wide, high } = standing();
  if (kind === 'svg') return give('policy-lab.svg', text, 'image/svg+xml');
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  const canvas = h('canvas', { width: 2 * wide, height: 2 * high });
  canvas.getContext('2d').drawImage(image, 0, 0, 2 * wide, 2 * high);
  canvas.toBlob((blob) => give('policy-lab.png', blob, 'image/png'));
}

