// One chart: four lines, two bands, drawn as SVG; a sentence and a table that say the same.

import { fresh, h, s } from './dom.js';
import { metricDoc, metricName, metrics, model } from './model.js';
import { screen } from './store.js';
import { compact, differenceUnit, figure, number, shortUnit, t } from './text.js';

const WIDTH = 320;
const HEIGHT = 200;
const EDGE = { left: 44, right: 10, top: 10, bottom: 30 };
export const LEVELS = ['default_without', 'default_with', 'without', 'with'];
export const DIFFERENCES = ['default_difference', 'difference'];
const LINES = [...LEVELS, ...DIFFERENCES];
const BANDS = ['without', 'with', 'difference'];
export const shownLines = () => (screen.look.difference ? DIFFERENCES : LEVELS);

export class Chart {
  constructor(metric, place, onpick) {
    this.metric = metric;
    this.place = place;
    this.id = fresh('chart');
    this.domain = null;
    this.picker = h('select', { class: 'pick', 'data-key': `chart-${place}`, 'aria-label': t('pick_outcome'), onchange: (event) => onpick(place, event.target.value) },
      model.metrics.map((m) => h('option', { value: m.name, selected: m.name === metric }, metricName(m.name))));
    this.unit = h('span', { class: 'unit' });
    this.svg = s('svg', { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: 'img', 'aria-labelledby': `${this.id}-say`, preserveAspectRatio: 'xMidYMid meet' });
    this.axes = s('g', { class: 'axes' });
    this.bands = Object.fromEntries(BANDS.map((name) => [name, s('path', { class: `band ${name}` })]));
    this.ghost = s('path', { class: 'line ghost' });
    this.lines = Object.fromEntries(LINES.map((name) => [name, s('path', { class: `line ${name}` })]));
    this.extra = s('g', { class: 'extra' });
    this.svg.append(this.axes, ...Object.values(this.bands), this.ghost, ...Object.values(this.lines), this.extra);
    this.say = h('p', { class: 'say', id: `${this.id}-say` });
    this.table = h('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': t('table') });
    this.details = h('details', { class: 'as-table' }, h('summary', {}, t('as_table')), this.table);
    this.details.addEventListener('toggle', () => this.fillTable());
    this.figure = h('figure', { class: 'chart', 'data-metric': metric },
      h('figcaption', {}, this.picker, h('details', { class: 'about' }, h('summary', { 'aria-label': t('about', { name: metricName(metric) }) }, t('what')), h('p', {}, metricDoc(metric))), this.unit),
      this.svg, this.say, this.details);
  }

  // frame: lines by name with mid, low, high; same: whether the firm is the default one.
  draw(frame, outcome, same, hide = false) {
    this.frame = frame;
    this.same = same;
    const lines = frame.lines;
    const wanted = shownLines();
    const ours = screen.look.difference ? 'difference' : 'with';
    const seen = (name) => name in lines && wanted.includes(name) && !(same && name.startsWith('default')) && !(hide && !name.endsWith('without'));
    this.fit(frame, seen);
    for (const name of LINES) this.lines[name].setAttribute('d', seen(name) ? this.path(lines[name][this.metric].mid, frame) : '');
    for (const name of BANDS) {
      this.bands[name].setAttribute('d', seen(name) && lines[name].n > 1 ? this.area(lines[name][this.metric], frame) : '');
    }
    const line = lines[ours];
    const early = !line || line.n < 2;
    if (this.lastOf !== ours) this.last = null;
    this.ghost.setAttribute('d', !hide && early && this.last && line && this.last.length === line[this.metric].mid.length ? this.path(this.last, frame) : '');
    if (!early) [this.last, this.lastOf] = [line[this.metric].mid, ours];
    const { unit } = metrics.get(this.metric);
    this.unit.textContent = screen.look.difference ? t('unit_difference', { unit: differenceUnit(unit) }) : shortUnit(unit);
    this.sentence(outcome, hide);
    if (this.details.open) this.fillTable();
    this.svg.dataset.drawn = `${lines.with?.started ?? 0}.${lines.with?.n ?? 0}`;
  }

  // Keep the scale while what is drawn fits well into it, so that nothing jumps under the hand.
  fit(frame, seen) {
    if (frame.done || this.fitted !== Boolean(screen.look.difference)) this.domain = null; // at rest a screen has one look
    this.fitted = Boolean(screen.look.difference);
    const values = [];
    for (const name of LINES) {
      if (!seen(name)) continue;
      const { mid, low, high } = frame.lines[name][this.metric];
      values.push(...mid, ...(BANDS.includes(name) && frame.lines[name].n > 1 ? [...low, ...high] : []));
    }
    if (this.guess) values.push(...this.guess);
    const there = values.filter((v) => v !== null);
    if (!there.length) return;
    let [low, high] = [Math.min(...there), Math.max(...there)];
    const old = this.domain;
    if (old && low >= old[0] && high <= old[1] && high - low > 0.45 * (old[1] - old[0]) && old.weeks === frame.weeks) return this.axis(frame);
    const space = 0.08 * (high - low) || Math.abs(high) * 0.1 || 1;
    if (screen.look.difference) [low, high] = [Math.min(low, 0), Math.max(high, 0)];
    if (low >= 0 && low < 0.45 * high) low = 0;
    else low = low >= 0 ? Math.max(0, low - space) : low - space;
    if (high !== 0 || low === high) high += space;
    this.domain = Object.assign([low, high], { weeks: frame.weeks });
    this.axis(frame);
  }

  x(week, frame) {
    return EDGE.left + ((WIDTH - EDGE.left - EDGE.right) * week) / frame.weeks;
  }

  y(value) {
    const [low, high] = this.domain;
    return HEIGHT - EDGE.bottom - ((HEIGHT - EDGE.top - EDGE.bottom) * (value - low)) / (high - low);
  }

  axis(frame) {
    const { unit } = metrics.get(this.metric);
    const shown = `${this.domain} ${frame.weeks} ${unit} ${document.documentElement.lang}`;
    if (this.axisOf === shown) return;
    this.axisOf = shown;
    const marks = [];
    for (const tick of ticks(...this.domain)) {
      const y = this.y(tick);
      marks.push(s('line', { x1: EDGE.left, x2: WIDTH - EDGE.right, y1: y, y2: y, class: tick === 0 ? 'zero' : 'grid' }),
        s('text', { x: EDGE.left - 6, y: y + 4, class: 'tick y' }, compact(tick, unit)));
    }
    const years = frame.weeks / 52;
    const by = years > 12 ? 5 : years > 6 ? 2 : years >= 2 ? 1 : 0.25;
    for (let year = 0; year <= years + 1e-9; year += by) {
      marks.push(s('text', { x: this.x(52 * year, frame), y: HEIGHT - 15, class: 'tick x' }, by < 1 ? number(52 * year) : number(year)));
    }
    marks.push(s('text', { x: (WIDTH + EDGE.left) / 2, y: HEIGHT - 2, class: 'tick x' }, t(by < 1 ? 'weeks' : 'years')));
    this.axes.replaceChildren(...marks);
  }

  week(place, frame) {
    return (place + 0.5) * frame.window;
  }

  path(values, frame) {
    let text = '';
    values.forEach((value, place) => {
      if (value === null) return;
      text += `${text && values[place - 1] !== null ? 'L' : 'M'}${this.x(this.week(place, frame), frame).toFixed(1)} ${this.y(value).toFixed(1)}`;
    });
    return text;
  }

  area({ low, high }, frame) {
    const places = high.map((_, place) => place).filter((place) => high[place] !== null);
    if (places.length < 2) return '';
    const point = (values) => (place) => `${this.x(this.week(place, frame), frame).toFixed(1)} ${this.y(values[place]).toFixed(1)}`;
    return `M${places.map(point(high)).join('L')}L${places.reverse().map(point(low)).join('L')}Z`;
  }

  sentence(outcome, hide) {
    const unit = metrics.get(this.metric).unit;
    if (hide) this.say.textContent = t('say_hidden');
    else if (!outcome || outcome.middle === null || outcome.middle === undefined) this.say.textContent = outcome?.n === 0 ? t('say_unmeasured') : t('say_waiting');
    else {
      this.say.textContent = t(outcome.n > 1 ? 'say' : 'say_one', {
        middle: `${figure(outcome.middle, unit, true)} ${differenceUnit(unit)}`, low: figure(outcome.low, unit, true), high: figure(outcome.high, unit, true),
        without: figure(outcome.without, unit), n: outcome.n,
      });
    }
  }

  fillTable() {
    if (!this.details.open || !this.frame) return;
    this.table.replaceChildren(tableOf(this.frame, this.metric, this.same));
  }
}

export function tableOf(frame, metric, same) {
  const shown = shownLines().filter((name) => name in frame.lines && !(same && name.startsWith('default'))).reverse();
  const unit = metrics.get(metric).unit;
  const cell = (line, place) => {
    const { mid, low, high } = frame.lines[line][metric];
    const range = low[place] !== null && frame.lines[line].n > 1 ? t('cell', { low: figure(low[place], unit), high: figure(high[place], unit) }) : '';
    return h('td', {}, `${figure(mid[place], unit)} ${range}`);
  };
  const head = h('tr', {}, h('th', { scope: 'col' }, t('week')), shown.map((line) => h('th', { scope: 'col' }, `${t(`line.${line}`)} (${t('n_runs', { n: frame.lines[line].n })})`)));
  const rows = frame.lines[shown[0]][metric].mid.map((_, place) =>
    h('tr', {}, h('th', { scope: 'row' }, `${Math.round(place * frame.window)}–${Math.round((place + 1) * frame.window)}`), shown.map((line) => cell(line, place))));
  return h('table', {}, h('caption', {}, `${metricName(metric)}, ${shortUnit(unit)}: ${t('table_caption')}`), h('thead', {}, head), h('tbody', {}, rows));
}

export function ticks(low, high, about = 4) {
  const raw = (high - low) / about;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 2.5, 5, 10].map((n) => n * power).find((n) => n >= raw) ?? raw;
  const found = [];
  for (let tick = Math.ceil(low / step) * step; tick <= high + 1e-9 * step; tick += step) found.push(Math.abs(tick) < 1e-9 * step ? 0 : tick);
  return found;
}
