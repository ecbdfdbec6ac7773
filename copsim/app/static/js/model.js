// What the server has told of the model: levers, unknowns, outcomes, presets; and how they are called.

import { or } from './text.js';

export let model = {};
export const levers = new Map();
export const unknowns = new Map();
export const metrics = new Map();

export function learn(told) {
  model = told;
  for (const lever of told.levers) levers.set(lever.path, lever);
  for (const unknown of told.unknowns) unknowns.set(unknown.path, unknown);
  for (const metric of told.metrics) metrics.set(metric.name, metric);
}

const spoken = (path) => {
  const words = path.split('.').slice(-2).join(': ').replaceAll('_', ' ');
  return words[0].toUpperCase() + words.slice(1);
};

export const leverName = (path) => or(`lever.${path}`, spoken(path));
export const unknownName = (path) => or(`unknown.${path}`, spoken(path));
export const optionName = (path, option) => or(`option.${path}.${option}`, or(`option.${option}`, option.replaceAll('_', ' ')));
export const metricName = (name) => or(`metric.${name}`, metrics.get(name)?.label ?? name);
export const metricDoc = (name) => or(`metric.${name}.doc`, metrics.get(name)?.doc ?? '');
export const presetName = (kind, name) => or(`${kind}.${name}`, name.replaceAll('_', ' '));
export const presetSays = (kind, preset) => or(`${kind}.${preset.name}.says`, preset.says);
export const changeName = (path) => or(`change.${path}`, spoken(path));
export const said = (path, doc) => or(`says.${path}`, doc);
export const sourceOf = (parameter) => or(`source.${parameter.source}`, parameter.source);

// Value of a lever in a plan, or its declared default.
export const leverValue = (plan, path) => plan.policy[path] ?? levers.get(path).default;
export const unknownValue = (screen, path) => screen.firm[path] ?? unknowns.get(path).default;

// Put a value, or leave it out where it is the declared default.
export function putValue(settings, path, value, usual) {
  if (value === usual) delete settings[path];
  else settings[path] = value;
}

// Smallest, largest and step of a slider: the explored range, else the bounds, always with the present value.
export function reach(parameter, value) {
  const [least, most] = parameter.bounds ?? [null, null];
  let [low, high] = parameter.explore ?? [least ?? 0, most ?? Math.max(1, 4 * Math.abs(parameter.default))];
  if (!parameter.explore && parameter.whole && high > 40 * Math.max(1, parameter.default)) high = 8 * Math.max(1, parameter.default);
  if (!parameter.explore && least !== null) low = Math.max(low, least);
  if (typeof value === 'number') [low, high] = [Math.min(low, value), Math.max(high, value)];
  const raw = (high - low) / 40;
  const power = 10 ** Math.floor(Math.log10(raw || 1));
  const step = [1, 2, 5, 10].map((n) => n * power).find((n) => n >= raw) ?? raw;
  return { low, high, step: parameter.whole ? Math.max(1, Math.round(step)) : step };
}
