/**
 * Nodes of `rich-text`: an array of nodes or HTML text, reduced to the elements and attributes the platform allows.
 * HTML is read by an inert document, so nothing in it loads or runs while it is read.
 */
import { cssLengths } from './element.js';

const ALLOWED = new Set(
  (
    'a abbr address article aside b bdi bdo big blockquote br caption center cite code col colgroup dd del dfn ' +
    'div dl dt em fieldset font footer h1 h2 h3 h4 h5 h6 header hr i img ins label legend li mark nav ol p pre q rt ruby s ' +
    'section small span strong sub sup table tbody td tfoot th thead tr tt u ul'
  ).split(' '),
);
const ATTRIBUTES = new Set(
  'class style alt src height width colspan rowspan align valign span start type dir color face size border'.split(' '),
);
const UNSAFE_STYLE = /expression\s*\(|javascript:|@import|behavior\s*:|-moz-binding/i;
const HANDLER = /[\s/]on[a-z]+\s*=\s*("[^"]*"|'[^']*'|[^\s>]+)/gi;
const DEEPEST = 40;
const MOST = 5000;

const ENTITIES = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'", nbsp: '\u00a0', ensp: '\u2002', emsp: '\u2003' };

const decoded = (text) => {
  const named = (whole, name) => (Object.hasOwn(ENTITIES, name) ? ENTITIES[name] : whole);
  return String(text ?? '').replace(/&([a-z]+);/g, named);
};

/**
 * Reads nodes into safe DOM; `picture(src)` says the address to load, or nothing; `classes(names)` says what the style
 * sheets around call them. An element that is not allowed goes with all it holds, as the platform documents it.
 */
export class Sanitiser {
  constructor(host, picture, classes = (names) => names) {
    this.classes = classes;
    this.host = host;
    this.document = host.real.document;
    this.window = host.real.window;
    this.picture = picture;
    this.count = 0;
  }

  /** A document fragment of what may be shown. */
  read(nodes) {
    this.count = 0;
    const target = this.document.createDocumentFragment();
    if (typeof nodes === 'string') {
      // Handlers go before the parser sees them: even in an inert document it would report each as an attempt.
      const quiet = nodes.replace(HANDLER, ' ');
      const parsed = new this.window.DOMParser().parseFromString(this.host.html(quiet), 'text/html');
      this.copyDom(parsed.body, target, 0);
    } else if (Array.isArray(nodes)) this.copyNodes(nodes, target, 0);
    return target;
  }

  element(name, attributes) {
    const element = this.host.real.createElement(name);
    for (const [attribute, value] of attributes) this.attribute(element, name, attribute.toLowerCase(), value);
    return element;
  }

  attribute(element, name, attribute, value) {
    if (!ATTRIBUTES.has(attribute)) return;
    const text = String(value);
    if (attribute === 'style') {
      if (!UNSAFE_STYLE.test(text)) element.style.cssText = cssLengths(text);
    } else if (attribute === 'src') {
      const url = name === 'img' ? this.picture(text) : '';
      if (url) element.setAttribute('src', url);
    } else element.setAttribute(attribute, attribute === 'class' ? this.classes(text) : text);
  }

  full(depth) {
    this.count += 1;
    return depth > DEEPEST || this.count > MOST;
  }

  copyDom(from, target, depth) {
    if (this.full(depth)) return;
    for (const child of from.childNodes) {
      if (child.nodeType === 3) target.append(child.data);
      if (child.nodeType !== 1) continue;
      const name = child.localName;
      if (!ALLOWED.has(name)) continue;
      const next = this.element(
        name,
        [...child.attributes].map((attribute) => [attribute.name, attribute.value]),
      );
      target.append(next);
      this.copyDom(child, next, depth + 1);
    }
  }

  copyNodes(nodes, target, depth) {
    if (this.full(depth)) return;
    for (const node of nodes) {
      if (node === null || typeof node !== 'object') continue;
      if (node.type === 'text') {
        target.append(decoded(node.text));
        continue;
      }
      const name = String(node.name || '').toLowerCase();
      if (!ALLOWED.has(name)) continue;
      const element = this.element(name, Object.entries(node.attrs || {}));
      target.append(element);
      if (Array.isArray(node.children)) this.copyNodes(node.children, element, depth + 1);
    }
  }
}
