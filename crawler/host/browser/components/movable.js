/** `movable-area` with `movable-view`: boxes that a finger drags, and two fingers scale, within an area. */
import { afterLayout, emit, isShown, ownStyle, pixels, setOwn } from './shared/element.js';
import { followDrag, followPinch } from './shared/touch.js';

const MOTION_MS = 200;
/** How far a box goes on after the finger has left, for each px per ms of its speed. */
const GLIDE_MS = 120;

const views = new WeakMap();

const areaOf = (comp) => {
  for (let node = comp.parentNode; node; node = node.parentNode) {
    if (node.$$ && node.$$.tagName === 'WX-MOVABLE-AREA') return node.$$;
  }
  return comp.$$.parentNode;
};

const between = (value, a, b) => Math.min(Math.max(value, Math.min(a, b)), Math.max(a, b));

/** Where one box stands, how large it is drawn, and why it moves. */
class Movable {
  constructor(host, comp) {
    this.host = host;
    this.comp = comp;
    this.at = { x: 0, y: 0 };
    this.scale = 1;
    this.dragging = false;
    this.along = '';
  }

  /** The box inside the area, or, when it is larger, over the whole of it; scaling goes from the middle. */
  limited(x, y, scale = this.scale) {
    const { offsetWidth: width, offsetHeight: height } = this.comp.$$;
    const area = areaOf(this.comp);
    const side = (width * (scale - 1)) / 2;
    const top = (height * (scale - 1)) / 2;
    return {
      x: between(x, side, area.clientWidth - width - side),
      y: between(y, top, area.clientHeight - height - top),
    };
  }

  draw(animated) {
    const motion = animated ? `transition:transform ${MOTION_MS}ms` : '';
    ownStyle(this.comp, `transform:translate(${this.at.x}px, ${this.at.y}px) scale(${this.scale});${motion}`);
  }

  /** Move and tell of it; `source` null moves silently. */
  move(to, source, animated = false) {
    const changed = to.x !== this.at.x || to.y !== this.at.y;
    this.at = to;
    this.draw(animated);
    if (changed && source !== null) emit(this.host, this.comp, 'change', { ...to, source });
  }

  /** The program set x or y. */
  placed() {
    const { x, y, animation } = this.comp.data;
    this.move(this.limited(pixels(this.host, x), pixels(this.host, y)), '', animation);
  }

  scaled(scale, told) {
    const { scaleMin, scaleMax } = this.comp.data;
    const next = between(scale, Math.max(0.1, scaleMin), Math.min(10, scaleMax));
    if (next === this.scale) return;
    this.scale = next;
    this.at = this.limited(this.at.x, this.at.y);
    this.draw(this.comp.data.animation && !told);
    emit(this.host, this.comp, 'scale', { ...this.at, scale: next });
  }

  /** `change` keeps coming with where the finger drags to; a boundary may stop the box. */
  dragged(from, dx, dy, event) {
    const { direction, outOfBounds } = this.comp.data;
    if (event.cancelable) event.preventDefault();
    if (!this.along && (dx || dy)) {
      this.along = Math.abs(dx) > Math.abs(dy) ? 'htouchmove' : 'vtouchmove';
      emit(this.host, this.comp, this.along, {});
    }
    const wanted = {
      x: from.x + (direction === 'vertical' ? 0 : dx),
      y: from.y + (direction === 'horizontal' ? 0 : dy),
    };
    const inside = this.limited(wanted.x, wanted.y);
    const outside = wanted.x !== inside.x || wanted.y !== inside.y;
    if (outside && outOfBounds) this.move(wanted, 'touch-out-of-bounds');
    else this.move(inside, 'touch');
  }

  released(dx, dy, milliseconds) {
    const { direction, inertia, friction } = this.comp.data;
    this.dragging = false;
    this.along = '';
    const back = this.limited(this.at.x, this.at.y);
    if (back.x !== this.at.x || back.y !== this.at.y) this.move(back, 'out-of-bounds', true);
    else if (inertia && milliseconds > 0) {
      const glide = GLIDE_MS / Math.max(0.5, friction || 2);
      const x = this.at.x + (direction === 'vertical' ? 0 : (dx / milliseconds) * glide);
      const y = this.at.y + (direction === 'horizontal' ? 0 : (dy / milliseconds) * glide);
      this.move(this.limited(x, y), 'friction', true);
    }
    setOwn(this.host, this.comp, { ...this.at });
  }
}

const area = (host) => ({
  tag: 'movable-area',
  properties: { scaleArea: Boolean },
  lifetimes: {
    created() {
      let from = 1;
      const inside = () => {
        const found = this.$$.querySelector('wx-movable-view');
        return found && views.get(found);
      };
      followPinch(this.$$, {
        start: () => {
          const movable = this.data.scaleArea && inside();
          if (!movable || !movable.comp.data.scale) return false;
          from = movable.scale;
          return true;
        },
        move: (ratio) => inside()?.scaled(from * ratio, true),
      });
    },
  },
});

const view = (host) => ({
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
    scaleMin: { type: Number, value: 0.5 },
    scaleMax: { type: Number, value: 10 },
    scaleValue: { type: Number, value: 1 },
    animation: { type: Boolean, value: true },
  },
  observers: {
    'x, y': function moved() {
      if (this.stands && isShown(this) && !this.movable.dragging) this.movable.placed();
    },
    scaleValue(scale) {
      if (this.stands && isShown(this) && this.data.scale) this.movable.scaled(scale, false);
    },
  },
  lifetimes: {
    created() {
      const movable = new Movable(host, this);
      this.movable = movable;
      views.set(this.$$, movable);
      let from = movable.at;
      followDrag(host, this.$$, {
        start: () => {
          if (this.data.disabled || this.data.direction === 'none') return false;
          from = movable.at;
          movable.dragging = true;
          return true;
        },
        move: (dx, dy, event) => movable.dragged(from, dx, dy, event),
        end: (dx, dy, milliseconds) => movable.released(dx, dy, milliseconds),
      });
      let size = 1;
      followPinch(this.$$, {
        start: () => {
          size = movable.scale;
          return this.data.scale && !this.data.disabled;
        },
        move: (ratio) => movable.scaled(size * ratio, true),
      });
    },
    attached() {
      afterLayout(host, this, () => {
        this.stands = true;
        const { x, y, scale, scaleValue } = this.data;
        this.movable.move(this.movable.limited(pixels(host, x), pixels(host, y)), null);
        if (scale && scaleValue !== 1) this.movable.scaled(scaleValue, true);
      });
    },
  },
});

export default (host) => [area(host), view(host)];
