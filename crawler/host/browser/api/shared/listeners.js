// A list of listeners, as `onX` and `offX` keep it.

export class Listeners {
  #list = [];

  constructor(host) {
    this.host = host;
  }

  get size() {
    return this.#list.length;
  }

  add = (listener) => {
    if (typeof listener === 'function') this.#list.push(listener);
  };

  /** Without a listener all are taken off, as on a device. */
  remove = (listener) => {
    this.#list = typeof listener === 'function' ? this.#list.filter((one) => one !== listener) : [];
  };

  emit(payload) {
    for (const listener of [...this.#list]) {
      try {
        listener(payload);
      } catch (error) {
        this.host.reportError(error, 'listener');
      }
    }
  }
}

/** Gives `target` the pair `onName`/`offName` for each name and returns `{name: Listeners}`. */
export function emitters(host, target, names) {
  const byName = {};
  for (const name of names) {
    byName[name] = new Listeners(host);
    target[`on${name}`] = byName[name].add;
    target[`off${name}`] = byName[name].remove;
  }
  return byName;
}
