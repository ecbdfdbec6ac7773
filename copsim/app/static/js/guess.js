// Guess first: draw the curve you expect, with the pointer or with a slider a year; then see what the model says.

import { h, put, s } from './dom.js';
import { metricName, metrics, model } from './model.js';
import { change, screen } from './store.js';
import { ticks } from './chart.js';
import { amount, compact, shortUnit, t } from './text.js';

export const guessing = () => Boolean(screen.look.guess) && !screen.look.guess.shown;

let place = null;

export function guessPad() {
  place = h('section', { class: 'guess', id: 'guess' });
  fill();
  return place;
}

const target = () => screen.look.guess?.metric ?? (screen.charts[0] || model.charts[1]);

async function fill() {
  const { frame } = await import('./results.js');
  const guess = screen.look.guess;
  if (!guess) {
    put(place, h('button', { type: 'button', 'data-key': 'guess', onclick: begin }, t('guess_start')));
    return;
  }
  const baseline = frame?.lines.without?.[guess.metric]?.mid;
  if (!baseline || baseline.some((value) => value === null)) {
    put(place, h('p', { class: 'hint' }, t('say_waiting')));
    setTimeout(fill, 300);
    return;
  }
  put(place, h('h3', {}, t('guess_title', { outcome: metricName(guess.metric), unit: shortUnit(metrics.get(guess.metric).unit) })), guess.shown ? verdict(guess, frame) : pad(guess, frame, baseline));
}

function begin() {
  change((all) => { all.look.guess = { metric: target(), years: [], shown: false }; }, 'look');
  fill();
  import('./results.js').then(({ redraw }) => redraw());
}

function end() {
  change((all) => { delete all.look.guess; }, 'look');
  fill();
  import('./results.js').then(({ redraw }) => redraw());
}

const yearsOf = (frame) => Math.max(1, Math.min(8, Math.round(frame.weeks / 52)));

function at(baseline, frame, year) {
  const index = Math.min(baseline.length - 1, Math.max(0, Math.round((52 * year) / frame.window) - 1));
  return baseline[index];
}

function pad(guess, frame, baseline) {
  const count = yearsOf(frame);
  const unit = metrics.get(guess.metric).unit;
  const spread = Math.max(...baseline.map(Math.abs)) || 1;
  const [low, high] = [Math.min(0, ...baseline), Math.max(...baseline) + 0.9 * spread];
  if (guess.years.length !== count) guess.years = Array.from({ length: count }, (_, i) => at(baseline, frame, i + 1));
  const [width, height] = [560, 200];
  const x = (year) => 50 + ((width - 70) * year) / count;
  const y = (value) => height - 20 - ((height - 35) * (value - low)) / (high - low);
  const line = s('path', { class: 'line guessed' });
  const base = s('path', { class: 'line without', d: `M${baseline.map((v, i) => `${x(((i + 0.5) * frame.window) / 52).toFixed(1)} ${y(v).toFixed(1)}`).join('L')}` });
  const dots = s('g', {});
  const draw = () => {
    line.setAttribute('d', `M${[[0, baseline[0]], ...guess.years.map((v, i) => [i + 1, v])].map(([a, b]) => `${x(a).toFixed(1)} ${y(b).toFixed(1)}`).join('L')}`);
    dots.replaceChildren(...guess.years.map((v, i) => s('circle', { cx: x(i + 1), cy: y(v), r: 5, class: 'guess-dot' })));
  };
  const svg = s('svg', { viewBox: `0 0 ${width} ${height}`, class: 'guess-svg', 'aria-hidden': 'true' }, ticks(low, high, 3).map((tick) => [s('line', { x1: 50, x2: width - 20, y1: y(tick), y2: y(tick), class: 'guess-grid' }), s('text', { x: 44, y: y(tick) + 4, class: 'tick y' }, compact(tick, unit))]), base, line, dots,
    Array.from({ length: count + 1 }, (_, year) => s('text', { x: x(year), y: height - 4, class: 'tick x' }, String(year))));
  const move = (event) => {
    if (event.type === 'pointermove' && !event.buttons) return;
    const box = svg.getBoundingClientRect();
    const year = Math.round(((((event.clientX - box.left) / box.width) * width - 50) / (width - 70)) * count);
    if (year < 1 || year > count) return;
    const value = low + ((height - 20 - ((event.clientY - box.top) / box.height) * height) / (height - 35)) * (high - low);
    guess.years[year - 1] = Math.min(high, Math.max(low, value));
    sliders[year - 1].value = guess.years[year - 1];
    draw();
  };
  svg.addEventListener('pointerdown', move);
  svg.addEventListener('pointermove', move);
  const sliders = guess.years.map((value, i) => {
    const range = h('input', { type: 'range', min: low, max: high, step: (high - low) / 100, value, 'aria-label': t('guess_year', { n: i + 1 }), 'data-key': `guess-${i}`,
      oninput: () => { guess.years[i] = Number(range.value); range.setAttribute('aria-valuetext', amount(guess.years[i], unit)); draw(); } });
    return range;
  });
  draw();
  return h('div', {}, h('p', { class: 'hint' }, t('guess_how')), svg, h('div', { class: 'guess-years' }, sliders.map((range, i) => h('label', {}, h('span', { class: 'hint' }, String(i + 1)), range))),
    h('div', { class: 'row' }, h('button', { type: 'button', class: 'primary', 'data-key': 'guess-show', onclick: show }, t('guess_show')), h('button', { type: 'button', onclick: end }, t('guess_end'))));
}

function show() {
  change((all) => { all.look.guess.shown = true; }, 'look');
  fill();
  import('./results.js').then(({ redraw }) => redraw());
}

function verdict(guess, frame) {
  const line = frame.lines.with[guess.metric];
  const unit = metrics.get(guess.metric).unit;
  const last = line.mid.length - 1;
  const [mine, model_, low, high] = [guess.years.at(-1), line.mid[last], line.low[last], line.high[last]];
  const inside = guess.years.map((value, i) => [value, at(line.low, frame, i + 1), at(line.high, frame, i + 1)]).filter(([v, a, b]) => v >= a && v <= b).length;
  const values = { mine: amount(mine, unit), model: amount(model_, unit), low: amount(low, unit), high: amount(high, unit), k: inside, n: guess.years.length, year: guess.years.length };
  return h('div', {}, h('p', { class: 'verdict' }, t(mine > high ? 'guess_above' : mine < low ? 'guess_below' : 'guess_within', values)), h('p', {}, t('guess_inside', values)),
    h('button', { type: 'button', 'data-key': 'guess-end', onclick: end }, t('guess_end')));
}
