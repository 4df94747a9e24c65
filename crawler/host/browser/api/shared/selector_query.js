// wx.createSelectorQuery, with the fields the adapter's own query lacks.
import { asCanvasNode } from './canvas_node.js';
import { canvasOf, domOf, findAll, innerComponent, rectInPage, rectOf, scrollerOf } from './nodes.js';

const RECT = { id: true, dataset: true, rect: true, size: true };
const SCROLL = { id: true, dataset: true, scrollOffset: true };

class NodesRef {
  constructor(query, component, selector, single) {
    this.add = (fields, callback) => query.add({ component, selector, single, fields, callback });
  }

  fields(fields, callback) {
    return this.add(fields ?? {}, callback);
  }

  boundingClientRect(callback) {
    return this.add(RECT, callback);
  }

  scrollOffset(callback) {
    return this.add(SCROLL, callback);
  }

  node(callback) {
    return this.add({ node: true }, callback);
  }

  context(callback) {
    return this.add({ context: true }, callback);
  }

  ref(callback) {
    return this.add({ ref: true }, callback);
  }
}

export class SelectorQuery {
  #queue = [];
  #component = null;

  constructor(host, caller) {
    this.host = host;
    this.#component = innerComponent(host, caller);
  }

  in(caller) {
    this.#component = innerComponent(this.host, caller);
    return this;
  }

  select(selector) {
    return new NodesRef(this, this.#component, selector, true);
  }

  selectAll(selector) {
    return new NodesRef(this, this.#component, selector, false);
  }

  selectViewport() {
    return new NodesRef(this, this.#component, null, true);
  }

  add(request) {
    this.#queue.push(request);
    return this;
  }

  /** Answers after the next frame, when what setData changed is laid out. */
  exec(callback) {
    const queue = this.#queue;
    this.host.real.requestAnimationFrame(() => {
      // A device has told its components that they are ready before it measures them for anybody.
      this.host.flushReady();
      const results = queue.map((request) => answer(this.host, request));
      queue.forEach((request, index) => request.callback?.(results[index]));
      callback?.(results);
    });
    return this;
  }
}

function answer(host, { component, selector, single, fields }) {
  if (selector === null) return viewport(host, fields);
  const found = findAll(component, selector);
  if (!single) return found.map((element) => read(host, element, fields));
  return found.length > 0 ? read(host, found[0], fields) : null;
}

function viewport(host, fields) {
  const { width, height } = host.pages.windowInfo();
  const scroller = host.router.scroller() ?? document.scrollingElement;
  const result = {};
  if (fields.id) result.id = '';
  if (fields.dataset) result.dataset = {};
  if (fields.rect) Object.assign(result, { left: 0, top: 0, right: width, bottom: height });
  if (fields.size) Object.assign(result, { width, height });
  if (fields.scrollOffset) Object.assign(result, scroll(scroller));
  return result;
}

const scroll = ({ scrollLeft, scrollTop, scrollWidth, scrollHeight }) => ({
  scrollLeft,
  scrollTop,
  scrollWidth,
  scrollHeight,
});

// field: how to add it to the result
const READERS = {
  id: (element, result) => {
    result.id = element.id ?? '';
  },
  dataset: (element, result) => {
    result.dataset = { ...element.dataset };
  },
  mark: (element, result) => {
    result.mark = element.collectMarks?.() ?? {};
  },
  rect: (element, result, _, host) => {
    const { left, top, right, bottom } = rectInPage(host, element);
    Object.assign(result, { left, top, right, bottom });
  },
  size: (element, result) => {
    const { width, height } = rectOf(element);
    Object.assign(result, { width, height });
  },
  scrollOffset: (element, result) => {
    const scroller = scrollerOf(element);
    if (scroller !== null) Object.assign(result, scroll(scroller));
  },
  properties: (element, result, names) => {
    for (const name of names) property(element, name, result);
  },
  computedStyle: (element, result, names) => styles(element, names, result),
  node: (element, result, _, host) => {
    result.node = nodeOf(host, element);
  },
  context: (element, result, _, host) => {
    result.context = host.contextOf(element);
  },
  ref: (element, result) => {
    result.ref = element.getMethodCaller?.() ?? null;
  },
};

function read(host, element, fields) {
  const result = {};
  for (const [field, reader] of Object.entries(READERS)) {
    if (fields[field]) reader(element, result, fields[field], host);
  }
  return result;
}

function property(element, name, result) {
  const value = element.data?.[name];
  if (value === undefined) return;
  result[name] = typeof value === 'object' && value !== null ? JSON.parse(JSON.stringify(value)) : value;
}

function styles(element, names, result) {
  const dom = domOf(element);
  if (dom === null) return;
  const computed = getComputedStyle(dom);
  for (const name of names) result[name] = computed[name] ?? '';
}

function nodeOf(host, element) {
  const canvas = canvasOf(element);
  if (canvas !== null) return asCanvasNode(host, canvas);
  const scroller = scrollerOf(element);
  return element.is === 'wx://scroll-view' && scroller !== null ? scrollNode(scroller) : null;
}

function scrollNode(scroller) {
  return {
    scrollTo: ({ top = scroller.scrollTop, left = scroller.scrollLeft, animated = false } = {}) =>
      scroller.scrollTo({ top, left, behavior: animated ? 'smooth' : 'instant' }),
    scrollIntoView: (selector) => scroller.querySelector(selector)?.scrollIntoView(),
  };
}
