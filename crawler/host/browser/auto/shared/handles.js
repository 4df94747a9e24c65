// Names for pages and elements that a client can hold on to.
import { real } from '../../primordials.js';

export function createHandles(host) {
  const ids = new real.WeakMap();
  const elements = new real.Map();
  let count = 0;

  /** The open page of an id. A page is closed for good: its id is never used again. */
  const page = (id) => {
    const found = host.router.opened().find((entry) => real.String(entry.id) === real.String(id));
    if (!found) throw new real.Error('page destroyed');
    return found;
  };

  /** The id of a framework element; the same element keeps its id. */
  const idOf = (element) => {
    if (!ids.has(element)) {
      count += 1;
      const id = `e${count}`;
      ids.set(element, id);
      elements.set(id, element);
    }
    return ids.get(element);
  };

  const isCustom = (element) => real.indexOf(real.String(element.is), 'wx://') !== 0
    && typeof element.getShadowRoot === 'function' && element.asGeneralComponent() !== null;

  const tagOf = (element) => {
    const is = real.String(element.is);
    if (real.indexOf(is, 'wx://') === 0) return real.slice(is, 5);
    const name = real.String(element.tagName || is);
    if (name === 'wx-page-root') return 'page';
    return real.indexOf(name, 'wx-') === 0 ? real.slice(name, 3) : name;
  };

  /** An element as the protocol describes it: `nodeId` marks a custom component, `videoId` a video. */
  const describe = (element) => {
    const elementId = idOf(element);
    const tagName = tagOf(element);
    const found = { elementId, tagName };
    if (tagName !== 'page' && isCustom(element)) found.nodeId = elementId;
    if (tagName === 'video') found.videoId = elementId;
    return found;
  };

  /** The element of an id. Throws for one that is gone, so that nothing is done to a node nobody sees. */
  const element = ({ pageId, elementId }) => {
    page(pageId);
    const found = elements.get(real.String(elementId));
    if (!found) throw new real.Error('no such element');
    if (!host.glassEasel.Element.isAttached(found)) {
      elements.delete(real.String(elementId));
      throw new real.Error('element destroyed');
    }
    return found;
  };

  /** What is drawn of an element; of a component without a box of its own, the first thing it draws. */
  const domOf = (target) => {
    if (target.$$ instanceof window.Element) return target.$$;
    for (const child of target.getComposedChildren?.() || []) {
      const dom = domOf(child);
      if (dom) return dom;
    }
    return null;
  };

  return { page, element, describe, tagOf, isCustom, domOf };
}
