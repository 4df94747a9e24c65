// Finding elements of a program's components and reading their geometry.

/** The framework's component behind a page, a component, or the page on top when none is given. */
export function innerComponent(host, caller) {
  const given = caller ?? host.router.current()?.instance ?? host.router.current()
  return given?._$ ?? given ?? null
}

/** Every element that `selector` matches in the component's own tree. */
export function findAll(component, selector) {
  const root = component?.getShadowRoot?.()
  if (!root) return []
  try {
    return root.querySelectorAll(String(selector))
  } catch {
    return []
  }
}

export const findOne = (component, selector) => findAll(component, selector)[0] ?? null

/** The DOM element behind a framework element; null for a virtual one. */
export const domOf = (element) => {
  const dom = element?.$$
  return dom && typeof dom.getBoundingClientRect === 'function' ? dom : null
}

/** The rectangle in CSS pixels; of the children's union when the element itself has no box. */
export function rectOf(element) {
  const dom = domOf(element)
  if (dom !== null) {
    const { left, top, right, bottom, width, height } = dom.getBoundingClientRect()
    return { left, top, right, bottom, width, height }
  }
  const parts = (element?.getComposedChildren?.() ?? element?.childNodes ?? []).map(rectOf).filter((one) => one.width)
  if (parts.length === 0) return { left: 0, top: 0, right: 0, bottom: 0, width: 0, height: 0 }
  const left = Math.min(...parts.map((one) => one.left))
  const top = Math.min(...parts.map((one) => one.top))
  const right = Math.max(...parts.map((one) => one.right))
  const bottom = Math.max(...parts.map((one) => one.bottom))
  return { left, top, right, bottom, width: right - left, height: bottom - top }
}

/** The canvas drawn inside a `<canvas>` built-in. */
export function canvasOf(element) {
  const dom = domOf(element)
  return dom === null ? null : (dom.querySelector?.('canvas') ?? null)
}

/** The element that scrolls: the built-in's own scroller, or itself. */
export function scrollerOf(element) {
  const dom = domOf(element)
  if (dom === null) return null
  const inside = [dom, ...dom.querySelectorAll('*')].slice(0, 4)
  return inside.find((one) => one.scrollHeight > one.clientHeight || one.scrollWidth > one.clientWidth) ?? dom
}
