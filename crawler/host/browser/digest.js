// A value as JSON text, written without running anything of the value's own: no toJSON, no getters.
import { real } from './primordials.js';

const DEPTH = 8;
const NODES = 4000;
const TEXT = 262144;
const ALL_TEXT = 1048576;
const plain = real.prototypeOf({});

export function digest(value) {
  const budget = { left: NODES, text: ALL_TEXT };
  return write(value, 0, budget);
}

function write(value, depth, budget) {
  budget.left -= 1;
  switch (typeof value) {
    case 'string': return text(value, budget);
    case 'number': return real.isFinite(value) ? '' + value : 'null';
    case 'boolean': return value ? 'true' : 'false';
    case 'undefined': return 'null';
    case 'function': return '"[function]"';
    case 'object': return value === null ? 'null' : readable(value, depth, budget);
    default: return '"[' + typeof value + ']"';
  }
}

// A value whose traps throw hides itself, never what stands beside it.
function readable(value, depth, budget) {
  try {
    return object(value, depth, budget);
  } catch {
    return '"[unreadable]"';
  }
}

function text(value, budget) {
  const room = budget.text < TEXT ? budget.text : TEXT;
  const kept = value.length > room ? real.slice(value, 0, room) : value;
  budget.text -= kept.length;
  return real.stringify(kept);
}

function object(value, depth, budget) {
  if (depth >= DEPTH || budget.left <= 0) return '"[more]"';
  if (real.isArray(value)) return array(value, depth, budget);
  if (real.prototypeOf(value) === plain) return record(value, depth, budget);
  if (real.isView(value) || real.isBuffer(value)) return '"[ArrayBuffer ' + value.byteLength + ']"';
  return real.isNode(value) ? '"[node]"' : record(value, depth, budget);
}

function array(value, depth, budget) {
  let text = '[';
  for (let i = 0; i < value.length && budget.left > 0; i += 1) {
    const found = real.descriptor(value, i);
    text += (i ? ',' : '') + (found && real.hasOwn(found, 'value') ? write(found.value, depth + 1, budget) : 'null');
  }
  return text + ']';
}

function record(value, depth, budget) {
  let text = '';
  const names = real.ownKeys(value);
  for (let i = 0; i < names.length && budget.left > 0; i += 1) {
    const name = names[i];
    if (typeof name !== 'string') continue;
    const found = real.descriptor(value, name);
    if (!found || !found.enumerable) continue;
    const inner = real.hasOwn(found, 'value') ? found.value : '[getter]';
    if (inner === undefined) continue;
    text += (text ? ',' : '') + real.stringify(name) + ':' + write(inner, depth + 1, budget);
  }
  return '{' + text + '}';
}
