// Finding elements of a program's components and reading their geometry.

/** The framework's component behind a page or a component; of the page on top when none is given. */
export function innerComponent(host, caller) {
  if (caller === undefined || caller === null) return host.router.current()?.component ?? null;
  return caller._$ ?? caller;
}

/** Every element that `selector` matches in the component's own tree; "a, b" is a union. */
export function findAll(component, selector) {
  const root = component?.getShadowRoot?.();
  if (!root) return [];
  const found = new Set();
  for (const part of String(selector).split(',')) {
    for (const element of query(root, part.trim())) found.add(element);
  }
  return [...found];
}

function query(root, selector) {
  if (/^[a-z][a-z0-9-]*$/.test(selector)) return byTag(root, selector);
  try {
    return root.querySelectorAll(selector);
  } catch {
    return [];
  }
}

/** The framework selects by id and class only; a device also finds built-ins by their name. */
function byTag(root, tag) {
  if (tag === 'page') return [root.getHostNode()];
  const found = [];
  const visit = (node) => {
    if (node.is === `wx://${tag}`) found.push(node);
    for (const child of node.childNodes ?? []) visit(child);
  };
  visit(root);
  return found;
}

export const findOne = (component, selector) => findAll(component, selector)[0] ?? null;

/** The DOM element behind a framework element; null for a virtual one. */
export const domOf = (element) => (element?.$$ instanceof Element ? element.$$ : null);

/** The rectangle in CSS pixels; of the children together when the element itself has no box. */
export function rectOf(element) {
  const dom = domOf(element);
  if (dom !== null) {
    const { left, top, right, bottom, width, height } = dom.getBoundingClientRect();
    return { left, top, right, bottom, width, height };
  }
  const children = element?.getComposedChildren?.() ?? [];
  const parts = children.map(rectOf).filter(({ width, height }) => width > 0 && height > 0);
  if (parts.length === 0) return { left: 0, top: 0, right: 0, bottom: 0, width: 0, height: 0 };
  const left = Math.min(...parts.map((one) => one.left));
  const top = Math.min(...parts.map((one) => one.top));
  const right = Math.max(...parts.map((one) => one.right));
  const bottom = Math.max(...parts.map((one) => one.bottom));
  return { left, top, right, bottom, width: right - left, height: bottom - top };
}

/** The rectangle as a program sees it: the window begins below the navigation bar. */
export function rectInPage(host, element) {
  const { left, top, right, bottom, width, height } = rectOf(element);
  const shift = host.pages.windowInfo().top;
  return { left, top: top - shift, right, bottom: bottom - shift, width, height };
}

/** The canvas drawn inside a `<canvas>` built-in. */
export const canvasOf = (element) => domOf(element)?.querySelector('canvas') ?? null;

/** The canvas named by `canvas-id` or `id` in a page or component. */
export function canvasById(host, id, caller) {
  const scope = domOf(innerComponent(host, caller)) ?? document;
  const named = (dom) => dom.getAttribute('canvas-id') === String(id) || dom.getAttribute('id') === String(id);
  return [...scope.querySelectorAll('wx-canvas')].find(named)?.querySelector('canvas') ?? null;
}

/** The element that scrolls: the built-in's own scroller, or itself. */
export function scrollerOf(element) {
  const dom = domOf(element);
  if (dom === null) return null;
  const scrolls = (one) => one.scrollHeight > one.clientHeight || one.scrollWidth > one.clientWidth;
  return [dom, ...dom.querySelectorAll('[data-mi-inner]')].find(scrolls) ?? dom;
}
