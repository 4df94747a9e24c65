// Compiled wxs knows every property under a name of its own ("nv_" before it): values are renamed on their way in and out.
import { real } from '../primordials.js';

const MARK = 'nv_';
const DEPTH = 12;
const EVENT = ['type', 'timeStamp', 'target', 'currentTarget', 'detail', 'touches', 'changedTouches', 'mark', 'instance'];

/** A function of the program's page that calls a compiled wxs function. */
export function packedFunction(callback) {
  return (...given) => outward(callback(...given.map((value) => inward(value, DEPTH))), DEPTH);
}

function inward(value, depth, holder) {
  if (typeof value === 'function') {
    return (...given) => inward(real.apply(value, holder, given.map((one) => outward(one, DEPTH))), DEPTH);
  }
  return copy(value, depth, (name) => MARK + name, inward);
}

function outward(value, depth, holder) {
  if (typeof value === 'function') {
    return (...given) => outward(real.apply(value, holder, given.map((one) => inward(one, DEPTH))), DEPTH);
  }
  return copy(value, depth, (name) => (real.indexOf(name, MARK) === 0 ? real.slice(name, MARK.length) : name), outward);
}

function copy(value, depth, rename, again) {
  if (!value || typeof value !== 'object' || value instanceof Date || value instanceof RegExp) return value;
  if (depth === 0) return null;
  if (real.isArray(value)) return value.map((one) => again(one, depth - 1));
  const out = {};
  for (const name of namesOf(value)) out[rename(name)] = again(value[name], depth - 1, value);
  return out;
}

// An event's own names hold the framework's elements; of other objects only plain ones have a meaning to wxs.
function namesOf(value) {
  if ('wrapShadowedEvent' in value) return EVENT.filter((name) => name in value);
  const kind = real.prototypeOf(value);
  return kind === null || kind === Object.prototype ? real.keys(value) : [];
}
