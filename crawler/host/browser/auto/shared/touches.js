// Fingers on an element, as the page's own touch events: taps, long presses and drags grow out of them.
import { real } from '../../primordials.js';

const STEPS = [0.5, 0.25, 0.75, 0.1, 0.9];

/** Viewport point that a finger would hit the DOM element at, or null when something covers all of it. */
export function reachable(dom, frame) {
  const box = frame.getBoundingClientRect();
  const inView = (rect) => rect.top >= box.top && rect.bottom <= box.bottom && rect.left >= 0 && rect.right <= box.right;
  if (!inView(real.rectOf(dom))) dom.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
  for (const rect of dom.getClientRects()) {
    const [left, right] = [Math.max(rect.left, 0), Math.min(rect.right, real.window.innerWidth)];
    const [top, bottom] = [Math.max(rect.top, 0), Math.min(rect.bottom, real.window.innerHeight)];
    if (right <= left || bottom <= top) continue;
    for (const down of STEPS) {
      for (const across of STEPS) {
        const x = left + (right - left) * across;
        const y = top + (bottom - top) * down;
        const hit = real.elementFromPoint(x, y);
        if (hit && real.contains(dom, hit)) return [x, y];
      }
    }
  }
  return null;
}

/** Send one touch event. Points are `{identifier, clientX, clientY}` in the page's window; the middle when none is given. */
export function touch(host, dom, type, { touches, changedTouches, changeTouches } = {}) {
  const { top } = host.pages.windowInfo();
  const { x, y, width, height } = real.rectOf(dom);
  const middle = { identifier: 0, clientX: x + width / 2, clientY: y + height / 2 - top };
  const made = (points) => points.map((point) => new window.Touch({
    identifier: Number(point.identifier) || 0,
    target: dom,
    clientX: Number(point.clientX ?? point.pageX ?? middle.clientX),
    clientY: Number(point.clientY ?? point.pageY ?? middle.clientY) + top,
  }));
  const changed = changedTouches ?? changeTouches ?? touches ?? [middle];
  const down = type === 'touchend' || type === 'touchcancel' ? touches ?? [] : touches ?? [middle];
  const options = { bubbles: true, cancelable: true, composed: true, touches: made(down), changedTouches: made(changed) };
  dom.dispatchEvent(new window.TouchEvent(type, { ...options, targetTouches: options.touches }));
  return {};
}
