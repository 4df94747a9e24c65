// What wxs scripts see: getRegExp, getDate, and component descriptors in event and change handlers.
import { real } from '../primordials.js';

// Every value answers it with the name that wxs gives to its constructor.
const KIND = Symbol('kind');
real.defineProperty(Object.prototype, KIND, { get() { return kindOf(this); } });

export function createWxs(glassEasel, host) {
  const descriptors = new real.WeakMap();
  const describe = (element) => {
    if (!element) return null;
    let found = descriptors.get(element);
    if (!found) {
      found = descriptor(element);
      descriptors.set(element, found);
    }
    return found;
  };

  const ownerOf = (element) => (element.ownerShadowRoot ? element.ownerShadowRoot.getHostNode() : element);

  function descriptor(element) {
    const dom = () => element.$$ || element.getBackendElement?.();
    const root = () => (element.getShadowRoot?.() && !isBuiltin(element) ? element.getShadowRoot() : ownerOf(element).getShadowRoot());
    const state = {};
    return {
      selectComponent: (selector) => describe(root().querySelector(selector)),
      selectAllComponents: (selector) => root().querySelectorAll(selector).map(describe),
      setStyle(style) {
        const text = typeof style === 'string' ? style : real.entries(style).map(([k, v]) => `${k}:${v}`).join(';');
        for (const part of text.split(';')) {
          const cut = part.indexOf(':');
          if (cut > 0) dom().style.setProperty(dashed(part.slice(0, cut).trim()), converted(part.slice(cut + 1).trim()));
        }
        return this;
      },
      addClass(...names) {
        for (const name of names.flatMap((n) => real.String(n).split(/\s+/))) if (name) element.classList?.toggle(name, true);
        return this;
      },
      removeClass(...names) {
        for (const name of names.flatMap((n) => real.String(n).split(/\s+/))) if (name) element.classList?.toggle(name, false);
        return this;
      },
      hasClass: (name) => Boolean(element.classList?.contains(name)),
      getDataset: () => ({ ...(element.dataset || {}) }),
      getState: () => state,
      callMethod(name, args) {
        const caller = (isBuiltin(element) ? ownerOf(element) : element).getMethodCaller?.();
        if (caller && typeof caller[name] === 'function') caller[name](args);
      },
      requestAnimationFrame: (callback) => real.requestAnimationFrame(callback),
      triggerEvent: (name, detail, options) => element.triggerEvent(name, detail, options),
      getComputedStyle(names) {
        const style = real.getComputedStyle(dom());
        const out = {};
        for (const name of names || []) out[name] = style[name];
        return out;
      },
      getBoundingClientRect() {
        const { left, top, right, bottom, width, height } = real.rectOf(dom());
        const shift = host.pages ? host.pages.windowInfo().top : 0;
        return { left, top: top - shift, right, bottom: bottom - shift, width, height };
      },
      setTimeout: (callback, ms) => host.clock.setTimeout(callback, ms),
      clearTimeout: (id) => host.clock.clearTimeout(id),
    };
  }

  const isBuiltin = (element) => !glassEasel.Component.isComponent(element) || real.String(element.is).startsWith('wx://');
  const ownerDescriptor = (element) => describe(ownerOf(element));

  return {
    kind: KIND,
    getRegExp: (pattern, flags) => new RegExp(pattern, flags),
    getDate: (...args) => new window.Date(...args),
    // Also stands before handlers that are bound by an expression and are no wxs functions.
    listener: (caller, event, callback) => {
      const element = host.elementOf(event.currentTarget);
      real.defineProperty(event, 'instance', { value: describe(element), configurable: true });
      return callback.call(caller, event, element ? ownerDescriptor(element) : null);
    },
    // A device calls it once the tree is there, so that the handler finds what stands after its own element.
    filter: (callback) => (newValue, oldValue, hostElement, element) => {
      const call = () => callback(newValue, oldValue, describe(hostElement), describe(element));
      if (glassEasel.Element.isAttached(hostElement)) return call();
      real.queueMicrotask(() => {
        try {
          call();
        } catch (error) {
          host.reportError(error, 'wxs change handler');
        }
      });
      return undefined;
    },
  };
}

function dashed(name) {
  return name.startsWith('--') ? name : name.replace(/[A-Z]/g, (letter) => '-' + letter.toLowerCase());
}

function converted(value) {
  return value.replace(/(-?\d*\.?\d+)rpx\b/gi, (all, number) => `${number / 7.5}vw`);
}

function kindOf(value) {
  switch (typeof value) {
    case 'string': return 'String';
    case 'number': return 'Number';
    case 'boolean': return 'Boolean';
    case 'function': return 'Function';
    default: break;
  }
  if (real.isArray(value)) return 'Array';
  if (value instanceof Date) return 'Date';
  return value instanceof RegExp ? 'RegExp' : 'Object';
}
