// wx.canIUse, from the public API definitions and from what this host has. The forms are those of its page:
// API.object|success|return|callback.field.value, component.attribute.value, Object.method.
import { OPEN_TYPES } from '../components/shared/open_type.js';
import { atLeast } from './privacy.js';

// Taken before the program runs.
const Request = XMLHttpRequest;

/** Attributes whose values programs ask for, since they came one by one. */
const VALUES = {
  button: { openType: new Set(Object.keys(OPEN_TYPES)) },
  input: { type: new Set(['text', 'number', 'idcard', 'digit', 'safe-password', 'nickname']) },
  picker: { mode: new Set(['selector', 'multiSelector', 'time', 'date', 'region']) },
  canvas: { type: new Set(['2d']) },
};
const PARTS = { object: 1, success: 2, return: 2, callback: 2 };
const camel = (name) => name.replace(/-([a-z])/g, (_, letter) => letter.toUpperCase());

export default (host) => {
  // For the inspector: how each member of wx is supported.
  host.control.support = () => ({ ...host.recorder.support });
  let definitions = null;
  return { canIUse: { quiet: true, run: (schema) => canIUse(host, schema, () => (definitions ??= read(host))) } };
};

function canIUse(host, schema, definitions) {
  if (typeof schema !== 'string' || schema === '') return false;
  const [first, ...rest] = schema.split('.');
  if (host.builtins.has(first)) return component(host, first, rest);
  const support = host.recorder.support[first];
  if (support === 'unsupported') return false;
  if (rest.length === 0) return support !== undefined;
  const table = definitions();
  const has = (since) => !since || atLeast(host.config.sdkVersion, since.split('.').map(Number));
  if (support === undefined) return member(table, `${first}.${rest[0]}`, has);
  if (first === 'cloud') return member(table, `cloud.${rest[0]}`, has);
  return part(table, first, rest, has);
}

function component(host, tag, [attribute, value]) {
  if (attribute === undefined) return true;
  const name = camel(attribute);
  if (/^(bind|catch)/.test(name)) return true;
  if (!Object.hasOwn(host.builtins.get(tag), name)) return false;
  return value === undefined || (VALUES[tag]?.[name]?.has(value) ?? true);
}

function member(table, name, has) {
  return Object.hasOwn(table, name) && has(table[name][0]);
}

/** A field, or a field's field or value, of what goes into an interface or comes out of it. */
function part(table, name, [place, field, value], has) {
  if (!Object.hasOwn(table, name)) return place === undefined;
  if (place === 'fail' || place === 'complete') return true;
  if (!Object.hasOwn(PARTS, place)) return false;
  if (field === undefined) return true;
  const fields = new Map(table[name][PARTS[place]].split(' ').map((text) => text.replace('?', '').split('@')));
  if (!fields.has(field) || !has(fields.get(field))) return false;
  if (value === undefined) return true;
  return fields.has(`${field}.${value}`) && has(fields.get(`${field}.${value}`));
}

/** The table is long and few programs ask for parts, so it is read when one does. */
function read(host) {
  const request = new Request();
  request.open('GET', host.project.url('__host/interfaces.json'), false);
  request.send();
  return JSON.parse(request.responseText);
}
