/** `hover-class`: a class that is on while a finger rests on the element. */
import { listen } from './element.js';

export const hoverProperties = (startTime, stayTime, className = 'none') => ({
  hoverClass: { type: String, value: className },
  hoverStartTime: { type: Number, value: startTime },
  hoverStayTime: { type: Number, value: stayTime },
  hoverStopPropagation: Boolean,
});

const SEGMENT = 3;

const following = new WeakSet();

/** Attach the behaviour to a component that has `hoverProperties`, once it has a class to show. */
export const followHover = (host, comp) => {
  const { hoverClass: wanted } = comp.data;
  if (!wanted || wanted === 'none' || following.has(comp)) return;
  following.add(comp);
  let timer = null;
  let shown = '';
  const show = (name) => {
    if (shown) for (const part of shown.split(/\s+/)) comp.toggleNodeClass(part, false, SEGMENT);
    shown = name;
    if (shown) for (const part of shown.split(/\s+/)) comp.toggleNodeClass(part, true, SEGMENT);
  };
  const later = (name, delay) => {
    if (timer !== null) host.clock.clearTimeout(timer);
    timer = host.clock.setTimeout(() => {
      timer = null;
      show(name);
    }, delay);
  };
  listen(comp, 'touchstart', (event) => {
    const { hoverClass, hoverStartTime, hoverStopPropagation, disabled } = comp.data;
    if (!hoverClass || hoverClass === 'none' || disabled) return;
    if (event.hoverStopped) return;
    if (hoverStopPropagation) Object.getPrototypeOf(event).hoverStopped = true;
    later(String(hoverClass).trim(), hoverStartTime);
  });
  const leave = () => {
    if (shown || timer !== null) later('', comp.data.hoverStayTime);
  };
  for (const name of ['touchend', 'touchcancel', 'canceltap']) listen(comp, name, leave);
};
