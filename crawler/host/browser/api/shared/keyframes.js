// `this.animate` of pages and components: keyframes on the browser's own animations.
import { domOf, findAll, innerComponent } from './nodes.js';

const TRANSFORMS = {
  translateX: (value) => `translateX(${length(value)})`,
  translateY: (value) => `translateY(${length(value)})`,
  translate: ([x = 0, y = 0]) => `translate(${length(x)}, ${length(y)})`,
  scale: ([x = 1, y = x]) => `scale(${x}, ${y})`,
  scaleX: (value) => `scaleX(${value})`,
  scaleY: (value) => `scaleY(${value})`,
  rotate: (value) => `rotate(${value}deg)`,
  rotateX: (value) => `rotateX(${value}deg)`,
  rotateY: (value) => `rotateY(${value}deg)`,
  rotateZ: (value) => `rotateZ(${value}deg)`,
  skewX: (value) => `skewX(${value}deg)`,
  skewY: (value) => `skewY(${value}deg)`,
};
const running = new WeakMap();

const length = (value) => (typeof value === 'number' ? `${value}px` : String(value));

function frameOf(frame) {
  const result = {};
  const transforms = [];
  for (const [name, value] of Object.entries(frame ?? {})) {
    if (Object.hasOwn(TRANSFORMS, name)) transforms.push(TRANSFORMS[name](value));
    else if (name === 'ease') result.easing = String(value);
    else if (name === 'offset') result.offset = value;
    else result[name] = typeof value === 'number' && name !== 'opacity' ? `${value}px` : value;
  }
  if (transforms.length > 0) result.transform = transforms.join(' ');
  return result;
}

/** Runs the frames on every element found; calls back when the last is done. */
export function animate(host, caller, selector, frames, duration, callback) {
  const keyframes = Array.isArray(frames) ? frames.map(frameOf) : [];
  const elements = findAll(innerComponent(host, caller), selector).map(domOf).filter(Boolean);
  const played = elements.map((dom) => start(dom, keyframes, duration)).filter(Boolean);
  if (typeof callback === 'function') {
    Promise.allSettled(played.map(({ finished }) => finished)).then(() => callback());
  }
}

function start(dom, keyframes, duration) {
  try {
    const animation = dom.animate(keyframes, { duration, fill: 'forwards' });
    running.set(dom, [...(running.get(dom) ?? []), animation]);
    return animation;
  } catch {
    // Frames that CSS cannot read move nothing, as on a device.
    return null;
  }
}

export function clearAnimation(caller, selector) {
  for (const dom of findAll(caller._$, selector).map(domOf)) {
    for (const animation of running.get(dom) ?? []) animation.cancel();
    running.delete(dom);
  }
}
