// Attributes of a compiled template's nodes, given to the framework's elements when they differ from before.
import { real } from '../primordials.js';
import { packedFunction } from './wxs_values.js';

const EVENT = /^(capture-bind|capture-catch|mut-bind|bind|catch)(:?)(.+)$/;
const WXS = '$wxs:';
const MODEL = 'model:';
const PATH = /^\s*\{\{\s*([A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*|\[\d+\])*)\s*\}\}\s*$/;
const DYNAMIC_SLOTS = 3;
const DEPTH = 20;
const callbacks = new WeakSet();

export function createAttributes(glassEasel) {
  const before = new real.WeakMap();
  const element = (wrapper, made, node) => {
    const old = before.get(made) || {};
    const attributes = node.attr && typeof node.attr === 'object' ? node.attr : {};
    const fresh = real.assign({ __proto__: null }, attributes);
    before.set(made, fresh);
    for (const name of ordered(real.keys(fresh))) {
      if (!(name in old) || !same(old[name], fresh[name], DEPTH)) give(glassEasel, wrapper, made, name, fresh[name], node.rawAttr);
    }
    for (const name of real.keys(old)) if (!(name in fresh)) give(glassEasel, wrapper, made, name, undefined, null);
  };
  const slot = (wrapper, made, attributes) => {
    if (wrapper.shadowRoot.getSlotMode() !== DYNAMIC_SLOTS) return;
    for (const name of real.keys(attributes)) if (name !== 'name' && name !== 'slot') wrapper.l(made, name, attributes[name]);
  };
  return { element, slot };
}

/** Functions of wxs get the event and the component's descriptor; the program's own methods only the event. */
export function eventWrapper(wxs) {
  return (caller, event, callback) => (callbacks.has(callback) ? wxs.listener(caller, event, callback) : real.apply(callback, caller, [event]));
}

// Watchers of a property stand before it: they are told its first value.
function ordered(names) {
  return names.filter((name) => name.indexOf(WXS) === 0).concat(names.filter((name) => name.indexOf(WXS) !== 0));
}

function give(glassEasel, wrapper, element, name, value, raw) {
  if (name === 'class') wrapper.c(element, text(value));
  else if (name === 'style') wrapper.y(element, text(value));
  else if (name === 'id') wrapper.i(element, text(value));
  else if (name === 'slot' || name === '$gdc' || name.indexOf('slot:') === 0) return;
  else if (name.indexOf('data-') === 0) wrapper.d(element, camel(name.slice(5).toLowerCase()), value);
  else if (name.indexOf('mark:') === 0) wrapper.m(element, name.slice(5), value);
  else if (name.indexOf('worklet:') === 0) wrapper.wl(element, name.slice(8), value);
  else if (name.indexOf(WXS) === 0) giveFunction(glassEasel, wrapper, element, name.slice(WXS.length), value);
  else if (name.indexOf('change:') === 0) return;
  else if (!giveEvent(glassEasel, wrapper, element, name, value)) giveProperty(wrapper, element, name, value, raw);
}

function giveFunction(glassEasel, wrapper, element, name, value) {
  if (typeof value !== 'function') return;
  const callback = packedFunction(value);
  callbacks.add(callback);
  if (name.indexOf('change:') === 0) wrapper.p(element, camel(name.slice(7)), callback);
  else giveEvent(glassEasel, wrapper, element, name, callback);
}

// "bind" and "catch" may stand before a property's name as well: "bindtap" is an event, "binding" a property if there is one.
function giveEvent(glassEasel, wrapper, element, name, value) {
  const match = EVENT.exec(name);
  if (!match || isProperty(glassEasel, element, name)) return false;
  const [, kind, , event] = match;
  const capture = kind.indexOf('capture') === 0;
  const handler = typeof value === 'function' ? value : text(value === true ? '' : value);
  const final = kind === 'catch' || kind === 'capture-catch';
  wrapper.v(element, event, final && handler === '' ? nothing : handler, final, kind === 'mut-bind', capture, true);
  return true;
}

function nothing() {}

function isProperty(glassEasel, element, name) {
  return glassEasel.Component.isComponent(element) && glassEasel.Component.hasProperty(element, name);
}

function giveProperty(wrapper, element, name, value, raw) {
  const dashed = name.replace(/[A-Z]/g, (letter) => '-' + letter.toLowerCase());
  if (dashed !== name && element.hasExternalClass && element.hasExternalClass(dashed)) {
    wrapper.r(element, dashed, text(value));
    return;
  }
  const path = raw && typeof raw === 'object' ? model(raw[MODEL + name] ?? raw[MODEL + dashed]) : undefined;
  wrapper.r(element, name, value, path);
}

// The data a two-way binding writes to; null for one that cannot be written.
function model(source) {
  if (typeof source !== 'string') return undefined;
  const match = PATH.exec(source);
  if (!match) return null;
  return match[1].split(/[.[\]]+/).filter((part) => part !== '').map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}

function text(value) {
  if (value === undefined || value === null) return '';
  return real.isArray(value) ? value.join(' ') : real.String(value);
}

function camel(name) {
  return name.replace(/-([a-z])/g, (all, letter) => letter.toUpperCase());
}

// The template's function copies what it hands over, so equal content counts as unchanged.
function same(a, b, depth) {
  if (a === b || (a !== a && b !== b)) return true;
  if (!a || !b || typeof a !== 'object' || typeof b !== 'object' || depth === 0) return false;
  if (real.isArray(a) !== real.isArray(b)) return false;
  const names = real.keys(a);
  if (names.length !== real.keys(b).length || (!real.isArray(a) && real.prototypeOf(a) !== real.prototypeOf(b))) return false;
  for (const name of names) if (!(name in b) || !same(a[name], b[name], depth - 1)) return false;
  return true;
}
