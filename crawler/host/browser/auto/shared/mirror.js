// The framework's tree copied into an XML document of tags and attributes as a template's author knows them, so that
// the browser's own selector and XPath engines work on it. Nothing of the copy is ever shown.
import { real } from '../../primordials.js';
import { attributesOf } from './attributes.js';

const NAME = /^[a-zA-Z_][\w.-]*$/;

/**
 * `root`: a page's or custom component's element, or any element in a template.
 * `pierce`: custom components show what they draw; else they are closed, as for the protocol's selectors.
 * `inside`: of a custom component at the root, its own template.
 */
export function mirrorOf({ host, handles }, root, { pierce = false, inside = false } = {}) {
  const made = real.document.implementation.createDocument(null, null, null);
  const originals = new real.Map();

  const childrenOf = (node, own) => {
    const custom = node.asGeneralComponent?.() && handles.isCustom(node);
    if (custom && own) return node.getShadowRoot().childNodes;
    // A block of a template has no composed children of its own: they count as its parent's.
    const composed = pierce && (custom || node.isVirtual()) && !node.isInheritSlots();
    return composed ? node.getComposedChildren() : node.childNodes;
  };

  const add = (node, parent, own) => {
    const text = node.asTextNode();
    if (text) {
      parent.appendChild(made.createTextNode(text.textContent));
      return;
    }
    if (node.isVirtual() && !(node.asGeneralComponent() && handles.isCustom(node))) {
      for (const child of childrenOf(node, false)) add(child, parent, false);
      return;
    }
    const tag = handles.tagOf(node);
    const element = made.createElementNS(null, NAME.test(tag) ? tag : 'unknown');
    for (const [name, value] of attributesOf(host, node)) if (NAME.test(name)) element.setAttribute(name, value);
    originals.set(element, node);
    parent.appendChild(element);
    for (const child of childrenOf(node, own)) add(child, element, false);
  };

  add(root, made, inside);
  return { document: made, top: made.documentElement, originalOf: (element) => originals.get(element) };
}

/** Framework elements under `root` that a CSS selector names, in their order; `a >>> b` goes into components. */
export function select(tools, root, selector, inside) {
  const [first, ...rest] = real.String(selector).split('>>>');
  const copy = mirrorOf(tools, root, { inside });
  const outer = inside ? copy.document : copy.top;
  let found = [...outer.querySelectorAll(first.trim())].map(copy.originalOf);
  for (const part of rest) {
    found = found.filter((element) => tools.handles.isCustom(element)).flatMap((element) => select(tools, element, part, true)
      .filter((one) => one !== element));
  }
  return found;
}

/** Framework elements of a page that an XPath names; components are open, as in the drawn tree. */
export function selectByPath(tools, root, path) {
  const copy = mirrorOf(tools, root, { pierce: true, inside: true });
  const answer = copy.document.evaluate(path, copy.document, null, window.XPathResult.ORDERED_NODE_SNAPSHOT_TYPE, null);
  const found = [];
  for (let i = 0; i < answer.snapshotLength; i += 1) {
    const element = copy.originalOf(answer.snapshotItem(i));
    if (element) found.push(element);
  }
  return found;
}

/** The drawn tree of an element as text. */
export function wxml(tools, root, outer) {
  const { top } = mirrorOf(tools, root, { pierce: true, inside: true });
  return outer ? top.outerHTML : top.innerHTML;
}
