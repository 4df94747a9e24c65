/** Taps that were really made by a hand, and drags. */

/**
 * Tells real taps on a DOM element from forged ones. Program code can build framework events of its own and hand them a fake or an old
 * browser event, so: the browser event must be genuine (its own getter says so), be dispatched right now, have hit the
 * element or something inside it, and not have been used before.
 */
export const makeTapJudge = (host) => {
  const { window } = host.real;
  const probe = new window.Event('probe');
  const getter = (prototype, name) => Object.getOwnPropertyDescriptor(prototype, name).get;
  const isTrusted = getter(probe, 'isTrusted');
  const eventTarget = getter(window.Event.prototype, 'target');
  const eventPhase = getter(window.Event.prototype, 'eventPhase');
  const apply = Reflect.apply;
  const used = new WeakMap();
  const { get, set } = WeakMap.prototype;

  return (element, event) => {
    try {
      const original = event.getOriginalEvent();
      if (!apply(isTrusted, original, [])) return false;
      if (apply(eventPhase, original, []) === 0) return false;
      if (!host.real.contains(element, apply(eventTarget, original, []))) return false;
      if (apply(get, used, [original]) === element) return false;
      apply(set, used, [original, element]);
      return true;
    } catch {
      return false;
    }
  };
};

/** First point of a touch or mouse event, in CSS px. */
export const pointOf = (event) => {
  const touch = (event.touches && event.touches[0]) || (event.changedTouches && event.changedTouches[0]) || event;
  return { x: touch.clientX, y: touch.clientY };
};

/**
 * Follow a drag on a DOM element by finger or mouse.
 * `handlers`: start(point) -> false to ignore, move(dx, dy, event, point), end(dx, dy, milliseconds).
 */
export const followDrag = (host, element, handlers) => {
  const { document } = host.real;
  let from = null;
  let began = 0;
  let last = null;

  let touched = false;

  const start = (event) => {
    if (event.touches && event.touches.length > 1) return;
    // After a touch the browser repeats the gesture as a mouse's.
    if (event.type === 'mousedown' && touched) return;
    touched = event.type === 'touchstart';
    const point = pointOf(event);
    if (handlers.start && handlers.start(point, event) === false) return;
    from = point;
    last = point;
    began = window.performance.now();
    if (event.type === 'mousedown') {
      document.addEventListener('mousemove', move, true);
      document.addEventListener('mouseup', end, true);
    }
  };
  const move = (event) => {
    if (!from) return;
    last = pointOf(event);
    handlers.move(last.x - from.x, last.y - from.y, event, last);
  };
  const end = (event) => {
    document.removeEventListener('mousemove', move, true);
    document.removeEventListener('mouseup', end, true);
    if (!from) return;
    const first = from;
    from = null;
    if (handlers.end) handlers.end(last.x - first.x, last.y - first.y, window.performance.now() - began, event);
  };

  element.addEventListener('touchstart', start, { passive: true });
  element.addEventListener('touchmove', move, { passive: false });
  element.addEventListener('touchend', end);
  element.addEventListener('touchcancel', end);
  element.addEventListener('mousedown', start);
};

const gap = ({ touches }) =>
  Math.hypot(touches[0].clientX - touches[1].clientX, touches[0].clientY - touches[1].clientY);

/** Follow two fingers: `start()` -> false to ignore, `move(ratio)` of their distance to that at the start. */
export const followPinch = (element, handlers) => {
  let from = 0;
  element.addEventListener(
    'touchstart',
    (event) => {
      from = event.touches.length === 2 && handlers.start() !== false ? gap(event) : 0;
    },
    { passive: true },
  );
  element.addEventListener(
    'touchmove',
    (event) => {
      if (!from || event.touches.length !== 2) return;
      if (event.cancelable) event.preventDefault();
      handlers.move(gap(event) / from);
    },
    { passive: false },
  );
};
