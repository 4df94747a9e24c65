// The event channel between a page and the page it opened.
import { real } from '../primordials.js';

export function createChannel(host, events) {
  const toOpened = emitter(host);
  const toOpener = emitter(host);
  for (const name of real.keys(events || {})) toOpener.on(name, events[name]);
  const side = (own, other) => ({
    on: own.on,
    once: own.once,
    off: own.off,
    emit: (name, ...args) => other.emit(name, ...args),
  });
  return { opener: side(toOpener, toOpened), opened: side(toOpened, toOpener) };
}

function emitter(host) {
  const table = new real.Map();
  const kept = new real.Map();
  const call = (callback, args) => {
    try {
      callback(...args);
    } catch (error) {
      host.reportError(error, 'event channel');
    }
  };
  const on = (name, callback, once) => {
    if (typeof callback !== 'function') return;
    if (!table.has(name)) table.set(name, []);
    table.get(name).push({ callback, once: once === true });
    // What was emitted before the other page listened is not lost.
    const early = kept.get(name) || [];
    kept.delete(name);
    for (const args of early) emit(name, ...args);
  };
  const off = (name, callback) => {
    table.set(name, (table.get(name) || []).filter((item) => callback && item.callback !== callback));
  };
  const emit = (name, ...args) => {
    const listeners = table.get(name) || [];
    if (!listeners.length) kept.set(name, [...(kept.get(name) || []), args]);
    table.set(name, listeners.filter((item) => !item.once));
    for (const item of listeners) call(item.callback, args);
  };
  return { on: (name, callback) => on(name, callback), once: (name, callback) => on(name, callback, true), off, emit };
}
