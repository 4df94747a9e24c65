// The program's key-value storage, kept as a device keeps it: each value as text with its type.

const MAX_ENTRY = 1024 * 1024;
const MAX_TOTAL = 10 * 1024 * 1024;

/** UTF-8 length of a text in bytes. */
const size = (text) => new TextEncoder().encode(text).length;

function encode(value) {
  if (value === undefined) return { type: 'undefined', text: '' };
  if (typeof value === 'string') return { type: 'string', text: value };
  if (value instanceof Date) return { type: 'date', text: String(value.getTime()) };
  const text = JSON.stringify(value);
  return text === undefined ? { type: 'undefined', text: '' } : { type: 'json', text };
}

function decode({ type, text }) {
  if (type === 'undefined') return undefined;
  if (type === 'string') return text;
  if (type === 'date') return new Date(Number(text));
  return JSON.parse(text);
}

export class Store {
  #entries = new Map();
  #total = 0;

  constructor(host) {
    this.host = host;
  }

  /** Fills the store at launch with what `dump` gave; not recorded as writes of the program. */
  load(entries) {
    this.#entries.clear();
    this.#total = 0;
    for (const [key, { type, text }] of Object.entries(entries ?? {})) this.#put(key, { type, text });
  }

  /** The whole content as `{key: {type, text}}`, for a later launch by the same user. */
  dump() {
    return Object.fromEntries([...this.#entries].map(([key, { type, text }]) => [key, { type, text }]));
  }

  has(key) {
    return this.#entries.has(String(key));
  }

  get(key) {
    const entry = this.#entries.get(String(key));
    return entry === undefined ? '' : decode(entry);
  }

  set(key, value, call) {
    const name = this.#key(key);
    const entry = encode(value);
    const bytes = size(entry.text);
    if (bytes > MAX_ENTRY) throw new this.host.ApiError('entry size limit reached');
    const before = this.#entries.get(name);
    if (this.#total - (before?.bytes ?? 0) + bytes > MAX_TOTAL) {
      throw new this.host.ApiError('exceed storage max size 10Mb');
    }
    this.#put(name, { ...entry, bytes });
    const json = entry.type === 'string' ? JSON.stringify(entry.text) : entry.text;
    this.host.send({ t: 'storage', op: 'set', key: name, value: json, call: call?.id });
  }

  remove(key, call) {
    const name = this.#key(key);
    this.#total -= this.#entries.get(name)?.bytes ?? 0;
    this.#entries.delete(name);
    this.host.send({ t: 'storage', op: 'remove', key: name, value: '', call: call?.id });
  }

  clear(call) {
    this.#entries.clear();
    this.#total = 0;
    this.host.send({ t: 'storage', op: 'clear', key: '', value: '', call: call?.id });
  }

  info() {
    return {
      keys: [...this.#entries.keys()],
      currentSize: Math.ceil(this.#total / 1024),
      limitSize: MAX_TOTAL / 1024,
    };
  }

  #key(key) {
    if (typeof key !== 'string') {
      throw new this.host.ApiError(`parameter error: parameter.key should be String instead of ${typeof key}`);
    }
    if (key === '') throw new this.host.ApiError('parameter error: parameter.key should not be empty');
    return key;
  }

  #put(name, entry) {
    const bytes = entry.bytes ?? size(entry.text);
    this.#total += bytes - (this.#entries.get(name)?.bytes ?? 0);
    this.#entries.set(name, { ...entry, bytes });
  }
}
