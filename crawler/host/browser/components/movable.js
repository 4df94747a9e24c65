/** `movable-area` with `movable-view`: boxes that a finger drags within an area. */
import { afterLayout, emit, isShown, ownStyle, pixels, setOwn } from './shared/element.js';
import { followDrag } from './shared/touch.js';

const areaOf = (comp) => {
  for (let node = comp.parentNode; node; node = node.parentNode) {
    if (node.$$ && node.$$.tagName === 'WX-MOVABLE-AREA') return node.$$;
  }
  return comp.$$.parentNode;
};

const between = (value, a, b) => Math.min(Math.max(value, Math.min(a, b)), Math.max(a, b));

export default (host) => {
  /** Keep the box inside the area, or, when it is larger, over the whole of it. */
  const limited = (comp, x, y) => {
    if (comp.data.outOfBounds && comp.dragging) return { x, y };
    const area = areaOf(comp).getBoundingClientRect();
    const box = comp.$$.getBoundingClientRect();
    return { x: between(x, 0, area.width - box.width), y: between(y, 0, area.height - box.height) };
  };
  const place = (comp, x, y, source) => {
    const to = limited(comp, x, y);
    const changed = to.x !== comp.at.x || to.y !== comp.at.y;
    comp.at = to;
    const motion = comp.data.animation && source === '' ? 'transition:transform .2s' : '';
    ownStyle(comp, `transform:translate(${to.x}px, ${to.y}px) scale(${comp.data.scaleValue});${motion}`);
    if (changed && source !== null) emit(host, comp, 'change', { x: to.x, y: to.y, source });
  };
  const view = {
    tag: 'movable-view',
    properties: {
      direction: { type: String, value: 'none' },
      inertia: Boolean,
      outOfBounds: Boolean,
      x: null,
      y: null,
      damping: { type: Number, value: 20 },
      friction: { type: Number, value: 2 },
      disabled: Boolean,
      scale: Boolean,
      scaleMin: { type: Number, value: 0.1 },
      scaleMax: { type: Number, value: 10 },
      scaleValue: { type: Number, value: 1 },
      animation: { type: Boolean, value: true },
    },
    observers: {
      'x, y': function moved(x, y) {
        if (isShown(this) && !this.dragging) place(this, pixels(host, x), pixels(host, y), '');
      },
      scaleValue(scale) {
        place(this, this.at.x, this.at.y, null);
        emit(host, this, 'scale', { x: this.at.x, y: this.at.y, scale });
      },
    },
    lifetimes: {
      created() {
        this.at = { x: 0, y: 0 };
        this.dragging = false;
        let from = this.at;
        followDrag(host, this.$$, {
          start: () => {
            if (this.data.disabled || this.data.direction === 'none') return false;
            from = this.at;
            this.dragging = true;
            return true;
          },
          move: (dx, dy, event) => {
            const { direction } = this.data;
            if (event.cancelable) event.preventDefault();
            const x = from.x + (direction === 'vertical' ? 0 : dx);
            const y = from.y + (direction === 'horizontal' ? 0 : dy);
            place(this, x, y, 'touch');
          },
          end: () => {
            place(this, this.at.x, this.at.y, 'touch-out-of-bounds');
            setOwn(host, this, { x: this.at.x, y: this.at.y });
            this.dragging = false;
            place(this, this.at.x, this.at.y, 'out-of-bounds');
          },
        });
      },
      attached() {
        afterLayout(host, this, () => place(this, pixels(host, this.data.x), pixels(host, this.data.y), null));
      },
    },
  };
  return [{ tag: 'movable-area', properties: { scaleArea: Boolean } }, view];
};
