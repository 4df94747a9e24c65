// Definitions as programs write them, made into what the framework accepts.
import { real } from '../primordials.js';
import { original, PlatformFunction } from './functions.js';

const TYPES = new real.Set([String, Number, Boolean, Object, Array, Function, null]);
const LIFETIMES = ['created', 'attached', 'ready', 'moved', 'detached', 'error'];

/** Returns a shallow copy; the program's own object stays as it is. `behaviorOf` resolves wx:// names. */
export function normalise(definition, behaviorOf, note) {
  const out = { ...definition };
  const methods = { ...(out.methods || {}) };
  for (const name of real.keys(methods)) {
    if (typeof methods[name] !== 'function') delete methods[name];
  }
  out.methods = methods;
  if (out.properties && typeof out.properties === 'object') out.properties = properties(out.properties, methods);
  else delete out.properties;
  if (out.behaviors) out.behaviors = behaviors(out.behaviors, behaviorOf, note);
  for (const name of LIFETIMES) {
    if (name in out) out[name] = callable(out[name], methods, out);
    if (out[name] === undefined) delete out[name];
  }
  out.lifetimes = functions(out.lifetimes, methods);
  out.pageLifetimes = functions(out.pageLifetimes, methods);
  if (out.observers && typeof out.observers === 'object' && !real.isArray(out.observers)) {
    out.observers = functions(out.observers, methods);
  }
  if (out.data !== undefined && (out.data === null || typeof out.data !== 'object')) delete out.data;
  if (out.externalClasses && !real.isArray(out.externalClasses)) out.externalClasses = [real.String(out.externalClasses)];
  return out;
}

function callable(value, methods) {
  if (typeof value === 'function') return value;
  if (typeof value === 'string' && methods[value]) return methods[value];
  return undefined;
}

function functions(table, methods) {
  const out = {};
  if (!table || typeof table !== 'object') return out;
  for (const name of real.keys(table)) {
    const value = callable(table[name], methods);
    if (value) out[name] = value;
  }
  return out;
}

function properties(table, methods) {
  const out = {};
  for (const name of real.keys(table)) out[name] = property(table[name], methods);
  return out;
}

function property(value, methods) {
  if (value === null || typeof value === 'function') return type(value);
  if (real.isArray(value)) return { type: type(value[0]), optionalTypes: value.slice(1).map(type) };
  if (typeof value !== 'object') return { type: null, value };
  const out = { ...value };
  if (real.isArray(out.type)) {
    out.optionalTypes = [...out.type.slice(1), ...(out.optionalTypes || [])].map(type);
    out.type = out.type[0];
  }
  out.type = type(out.type);
  if (out.optionalTypes && !real.isArray(out.optionalTypes)) out.optionalTypes = [type(out.optionalTypes)];
  if (out.optionalTypes) out.optionalTypes = out.optionalTypes.map(type);
  if (out.observer !== undefined) {
    out.observer = callable(out.observer, methods);
    if (!out.observer) delete out.observer;
  }
  return out;
}

function type(value) {
  if (value === PlatformFunction) return original;
  return TYPES.has(value) ? value : null;
}

function behaviors(list, behaviorOf, note) {
  const out = [];
  for (const item of real.isArray(list) ? list : [list]) {
    const found = typeof item === 'string' ? behaviorOf(item) : item;
    if (found) out.push(found);
    else if (typeof item === 'string') note(item);
  }
  return out;
}
