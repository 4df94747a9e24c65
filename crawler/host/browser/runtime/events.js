// Events as a mini program sees them: plain targets, touch points in page coordinates, long presses.
import { real } from '../primordials.js';

const LONG_PRESS_MS = 350;

/** Handlers get {id, dataset, offsetLeft, offsetTop} instead of framework objects; host.elementOf leads back. */
export function plainTargets(glassEasel, host) {
  const elements = new real.WeakMap();
  host.elementOf = (target) => elements.get(target) || null;
  const plain = (element) => {
    const dom = element.$$ || element.getBackendElement?.();
    const target = {
      id: element.id || '',
      offsetLeft: dom ? dom.offsetLeft || 0 : 0,
      offsetTop: dom ? dom.offsetTop || 0 : 0,
      dataset: { ...(element.dataset || {}) },
    };
    elements.set(target, element);
    return target;
  };
  glassEasel.Event.prototype.wrapShadowedEvent = function wrapShadowedEvent(target, mark, currentTarget) {
    const wrapped = real.create(this);
    real.assign(wrapped, { type: this.type, timeStamp: this.timeStamp, detail: this.detail }, this.extraFields);
    lazy(wrapped, 'target', () => plain(target));
    lazy(wrapped, 'currentTarget', () => plain(currentTarget));
    wrapped.mark = mark;
    return wrapped;
  };
}

function lazy(owner, name, make) {
  real.defineProperty(owner, name, {
    configurable: true,
    enumerable: true,
    get() {
      const value = make();
      real.defineProperty(owner, name, { value, writable: true, enumerable: true, configurable: true });
      return value;
    },
    set(value) {
      real.defineProperty(owner, name, { value, writable: true, enumerable: true, configurable: true });
    },
  });
}

export function connectEvents({ glassEasel, context }, host) {
  let press = null;
  let swallow = false;

  const dispatch = (element, type, detail, options) => {
    const original = options.originalEvent;
    const event = new glassEasel.Event(type, type.startsWith('touch') ? {} : detailOf(type, detail, host), {
      ...options,
      extraFields: touchFields(original, host),
    });
    glassEasel.Event.dispatchEvent(element, event);
    return event.getEventBubbleStatus();
  };

  const cancelPress = () => {
    if (press !== null) real.clearTimeout(press);
    press = null;
  };

  const pressed = (element, detail, options) => {
    const dom = options.originalEvent.target;
    swallow = false;
    press = real.setTimeout(() => {
      press = null;
      swallow = Boolean(dom.closest && dom.closest('[data-mi-events~="longpress"],[data-mi-events~="longtap"]'));
      for (const name of ['longpress', 'longtap']) dispatch(element, name, detail, { ...options, bubbles: true, composed: true });
    }, LONG_PRESS_MS);
  };

  context.onEvent((element, type, detail, options) => {
    if (type === 'tap') {
      cancelPress();
      if (swallow) {
        swallow = false;
        return 0;
      }
    } else if (type === 'canceltap') cancelPress();
    return dispatch(element, type, detail, options);
  });

  for (const [start, end] of [['touchstart', 'touchend'], ['mousedown', 'mouseup']]) {
    real.addEventListener(real.document.body, start, (event) => {
      cancelPress();
      let node = event.target;
      while (node && !node.__wxElement) node = node.parentNode;
      const point = event.changedTouches ? event.changedTouches[0] : event;
      if (node && point) pressed(node.__wxElement, { x: point.clientX, y: point.clientY }, { originalEvent: event, capturePhase: true });
    }, true);
    real.addEventListener(real.document.body, end, () => cancelPress(), true);
  }
  return { dispatch };
}

function detailOf(type, detail, host) {
  if (detail && typeof detail.x === 'number' && typeof detail.y === 'number') {
    const { top } = host.pages ? host.pages.windowInfo() : { top: 0 };
    return { x: detail.x, y: detail.y - top };
  }
  return detail || {};
}

function touchFields(original, host) {
  if (!original) return { touches: [], changedTouches: [] };
  const { top, scroll } = host.pages ? host.pages.windowInfo() : { top: 0, scroll: 0 };
  const point = (touch) => ({
    identifier: touch.identifier || 0,
    clientX: touch.clientX,
    clientY: touch.clientY - top,
    pageX: touch.clientX,
    pageY: touch.clientY - top + scroll,
    force: touch.force || 1,
  });
  const list = (touches) => {
    const out = [];
    for (let i = 0; touches && i < touches.length; i += 1) out[i] = point(touches[i]);
    return out;
  };
  if (original.changedTouches) return { touches: list(original.touches), changedTouches: list(original.changedTouches) };
  if (typeof original.clientX === 'number') return { touches: [], changedTouches: [point(original)] };
  return { touches: [], changedTouches: [] };
}
