// Originals taken before the program's first line. The program may patch its globals as it likes; these stay.
const bound = (owner, name) => owner[name].bind(owner);
const method = (prototype, name) => {
  const call = Function.prototype.call;
  return call.bind(prototype[name]);
};
const getter = (prototype, name) => Function.prototype.call.bind(Object.getOwnPropertyDescriptor(prototype, name).get);
const setter = (prototype, name) => Function.prototype.call.bind(Object.getOwnPropertyDescriptor(prototype, name).set);

/** Tells whether a value is of a kind, by what the engine knows of it: `instanceof` asks the program's own hooks. */
const brand = (prototype, name) => {
  const read = Object.getOwnPropertyDescriptor(prototype, name).get;
  const call = Function.prototype.call.bind(read);
  return (value) => {
    try {
      call(value);
      return true;
    } catch {
      return false;
    }
  };
};

const trustGetter = Object.getOwnPropertyDescriptor(new Event('x'), 'isTrusted').get;

export const real = Object.freeze({
  window,
  document,
  Date,
  Error,
  Promise,
  Map,
  Set,
  WeakMap,
  WeakSet,
  Proxy,
  URL,
  Blob,
  FormData,
  Headers,
  AbortController,
  WebSocket,
  Image,
  FileReader,
  OffscreenCanvas: window.OffscreenCanvas,
  IntersectionObserver,
  MutationObserver,
  ResizeObserver,
  fetch: bound(window, 'fetch'),
  setTimeout: bound(window, 'setTimeout'),
  clearTimeout: bound(window, 'clearTimeout'),
  setInterval: bound(window, 'setInterval'),
  clearInterval: bound(window, 'clearInterval'),
  requestAnimationFrame: bound(window, 'requestAnimationFrame'),
  cancelAnimationFrame: bound(window, 'cancelAnimationFrame'),
  queueMicrotask: bound(window, 'queueMicrotask'),
  performanceNow: bound(performance, 'now'),
  dateNow: Date.now,
  random: Math.random,
  getRandomValues: bound(crypto, 'getRandomValues'),
  subtle: crypto.subtle,
  stringify: JSON.stringify,
  parse: JSON.parse,
  ownKeys: Reflect.ownKeys,
  construct: Reflect.construct,
  apply: Reflect.apply,
  create: Object.create,
  freeze: Object.freeze,
  assign: Object.assign,
  keys: Object.keys,
  entries: Object.entries,
  defineProperty: Object.defineProperty,
  descriptor: Object.getOwnPropertyDescriptor,
  prototypeOf: Object.getPrototypeOf,
  isArray: Array.isArray,
  hasOwn: Object.hasOwn,
  isBuffer: brand(ArrayBuffer.prototype, 'byteLength'),
  isNode: brand(Node.prototype, 'nodeType'),
  then: method(Promise.prototype, 'then'),
  isView: ArrayBuffer.isView,
  String,
  Number,
  isFinite: Number.isFinite,
  slice: method(String.prototype, 'slice'),
  indexOf: method(String.prototype, 'indexOf'),
  createElement: bound(document, 'createElement'),
  createElementNS: bound(document, 'createElementNS'),
  createTextNode: bound(document, 'createTextNode'),
  elementFromPoint: bound(document, 'elementFromPoint'),
  getComputedStyle: bound(window, 'getComputedStyle'),
  appendChild: method(Node.prototype, 'appendChild'),
  removeChild: method(Node.prototype, 'removeChild'),
  remove: method(Element.prototype, 'remove'),
  setAttribute: method(Element.prototype, 'setAttribute'),
  getAttribute: method(Element.prototype, 'getAttribute'),
  removeAttribute: method(Element.prototype, 'removeAttribute'),
  setText: setter(Node.prototype, 'textContent'),
  getText: getter(Node.prototype, 'textContent'),
  rectOf: method(Element.prototype, 'getBoundingClientRect'),
  contains: method(Node.prototype, 'contains'),
  addEventListener: method(EventTarget.prototype, 'addEventListener'),
  removeEventListener: method(EventTarget.prototype, 'removeEventListener'),
  /** Whether a DOM event came from the input layer; a look-alike object is not believed. */
  isTrusted(event) {
    try {
      return trustGetter.call(event) === true;
    } catch {
      return false;
    }
  },
});
