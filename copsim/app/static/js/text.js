// All words, from one catalogue a language; numbers and units as the language writes them. English is the fallback, and
// what the model declares is English already: other languages have a second catalogue of it.

let words = {};
let fallback = {};
export let language = 'en';
export const LANGUAGES = { en: 'English', de: 'Deutsch' };

const read = async (name) => (await fetch(`text/${name}.json`)).json();

export async function speak(name) {
  if (!Object.keys(fallback).length) fallback = await read('en');
  words = name === 'en' ? fallback : Object.assign({}, ...(await Promise.all([read(name), read(`declared/${name}`)])));
  language = name;
  document.documentElement.lang = name;
}

export const has = (key) => key in words;

export function t(key, values = {}) {
  const pattern = words[key] ?? fallback[key] ?? key;
  return pattern.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? `{${name}}`);
}

// Words with a declared text to fall back on.
export const or = (key, declared) => words[key] ?? fallback[key] ?? declared;

export function dress(root = document) {
  for (const element of root.querySelectorAll('[data-t]')) element.textContent = t(element.dataset.t);
  for (const element of root.querySelectorAll('[data-t-label]')) {
    element.setAttribute('aria-label', t(element.dataset.tLabel));
  }
}

// Three digits that say something; thousands apart; a proper minus.
export function number(value, signed = false) {
  if (value === null || value === undefined || Number.isNaN(value)) return t('nothing');
  const size = Math.abs(value);
  const digits = size >= 100 || size === 0 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
  const options = { maximumFractionDigits: digits, signDisplay: signed ? 'exceptZero' : 'auto' };
  return new Intl.NumberFormat(language, options).format(value).replace('-', '−');
}

// Numbers within a declared text, such as .21, as the language writes them.
export const figures = (text) => (language === 'en' ? text : text.replace(/(\d*)\.(\d+)/g, (_, whole, part) => `${whole || '0'}${t('decimal')}${part}`));

// Units that people read better in hundredths.
const IN_HUNDREDTHS = ['share', 'quits/', 'expertise', 'layoffs/'];
const factor = (unit) => (IN_HUNDREDTHS.some((stem) => unit.startsWith(stem)) ? 100 : 1);

// A value as it is written in charts and tables: scaled, without its unit.
export const figure = (value, unit, signed = false) => (value === null || value === undefined ? t('nothing') : number(factor(unit) * value, signed));

// Short, for the marks of an axis.
export function compact(value, unit) {
  const shown = factor(unit) * value;
  const size = Math.abs(shown);
  if (size < 10_000) return number(shown);
  return size < 1e6 ? `${number(shown / 1000)}${t('thousand')}` : `${number(shown / 1e6)}${t('million')}`;
}

// The same with its unit.
export function amount(value, unit, signed = false) {
  if (value === null || value === undefined) return t('nothing');
  if (unit.startsWith('share') && signed) return t('points', { n: figure(value, unit, true) });
  return `${figure(value, unit, signed)} ${shortUnit(unit)}`.trim();
}

export function shortUnit(unit) {
  if (unit.startsWith('share')) return '%';
  return or(`unit.${unit}`, unit === '1' || unit === 'choice' || unit === 'text' ? '' : unit);
}

// Unit of a difference: points where the value is in percent.
export const differenceUnit = (unit) => (unit.startsWith('share') ? t('points_unit') : shortUnit(unit));
