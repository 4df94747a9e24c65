/** `swiper` and `swiper-item`: slides that follow the finger, the clock or the `current` property. */
import { cssValue, emit, inner, isShown, mirror, ownStyle, pixels, setOwn } from './shared/element.js';
import { followDrag } from './shared/touch.js';

const swipers = new WeakMap();
const FLING_PX = 30;

const itemsOf = (node, found = []) => {
  for (const child of node.childNodes || []) {
    if (child.$$ && child.$$.tagName === 'WX-SWIPER-ITEM') found.push(child);
    else if (!child.$$ || child.$$.tagName !== 'WX-SWIPER') itemsOf(child, found);
  }
  return found;
};

/** One swiper: where its slides stand and why they move. */
class Slides {
  constructor(host, comp, dots) {
    this.host = host;
    this.comp = comp;
    this.dots = dots;
    this.current = 0;
    this.timer = null;
    this.pending = null;
  }

  get items() {
    return itemsOf(this.comp);
  }

  /** Steps from the slide shown, with the shorter way round when circular. */
  distance(index, count) {
    let steps = index - this.current;
    if (this.comp.data.circular && count > 2) {
      if (steps > count / 2) steps -= count;
      if (steps < -count / 2) steps += count;
    }
    return steps;
  }

  /** Put every slide where it belongs, `moved` px away from its rest. */
  place(moved, animated) {
    const { comp, items } = this;
    const { vertical, duration, displayMultipleItems, previousMargin, nextMargin } = comp.data;
    const shown = Math.max(1, displayMultipleItems);
    const start = pixels(this.host, previousMargin);
    const size = `calc((100% - ${start + pixels(this.host, nextMargin)}px) / ${shown})`;
    items.forEach((item, index) => {
      const steps = this.distance(index, items.length);
      const offset = `calc(${steps * 100}% + ${moved}px)`;
      const move = vertical ? `translate(0, ${offset})` : `translate(${offset}, 0)`;
      const far = Math.abs(steps) > shown + 1;
      const motion = animated && !far ? `transform ${duration}ms ease` : 'none';
      const box = vertical ? `width:100%;height:${size};top:${start}px` : `height:100%;width:${size};left:${start}px`;
      ownStyle(item, `${box};position:absolute;transform:${move};transition:${motion}`);
    });
    this.markDots(items.length);
  }

  markDots(count) {
    const { dots, comp, host } = this;
    dots.hidden = !comp.data.indicatorDots;
    if (dots.hidden) return;
    while (dots.childElementCount > count) dots.lastElementChild.remove();
    while (dots.childElementCount < count) dots.append(inner(host, 'div', 'wx-swiper-dot'));
    [...dots.children].forEach((dot, index) => dot.classList.toggle('wx-swiper-dot-on', index === this.current));
  }

  go(index, source) {
    const { comp, items } = this;
    if (!items.length) return;
    const target = ((index % items.length) + items.length) % items.length;
    const changed = target !== this.current;
    this.current = target;
    this.place(0, true);
    this.again();
    if (comp.data.current !== target) setOwn(this.host, comp, { current: target });
    if (!changed) return;
    const detail = { current: target, currentItemId: items[target].data.itemId, source };
    emit(this.host, comp, 'change', detail);
    this.host.clock.setTimeout(() => emit(this.host, comp, 'animationfinish', detail), comp.data.duration);
  }

  step(by, source) {
    const count = this.items.length;
    const last = count - Math.max(1, this.comp.data.displayMultipleItems);
    const next = this.current + by;
    if (!this.comp.data.circular && (next < 0 || next > last)) {
      this.go(source === 'autoplay' ? 0 : this.current, source);
    } else this.go(next, source);
  }

  /** (Re)start the autoplay clock. */
  again() {
    if (this.timer !== null) this.host.clock.clearTimeout(this.timer);
    this.timer = null;
    const { autoplay, interval } = this.comp.data;
    if (!autoplay || this.held || !isShown(this.comp)) return;
    this.timer = this.host.clock.setTimeout(() => this.step(1, 'autoplay'), Math.max(100, interval));
  }

  stop() {
    if (this.timer !== null) this.host.clock.clearTimeout(this.timer);
    this.timer = null;
  }

  /** Items came or went: settle once all have. */
  settle() {
    if (this.pending !== null) return;
    this.pending = this.host.real.requestAnimationFrame(() => {
      this.pending = null;
      if (!isShown(this.comp)) return;
      const { items, comp } = this;
      const wanted = comp.data.currentItemId
        ? items.findIndex((item) => item.data.itemId === comp.data.currentItemId)
        : comp.data.current;
      this.current = Math.min(Math.max(0, wanted), Math.max(0, items.length - 1));
      this.place(0, false);
      this.again();
    });
  }
}

const swiper = (host) => ({
  tag: 'swiper',
  properties: {
    indicatorDots: Boolean,
    indicatorColor: { type: String, value: 'rgba(0, 0, 0, .3)' },
    indicatorActiveColor: { type: String, value: '#000000' },
    autoplay: Boolean,
    current: Number,
    currentItemId: String,
    interval: { type: Number, value: 5000 },
    duration: { type: Number, value: 500 },
    circular: Boolean,
    vertical: Boolean,
    previousMargin: { type: null, value: '0px' },
    nextMargin: { type: null, value: '0px' },
    snapToEdge: Boolean,
    displayMultipleItems: { type: Number, value: 1 },
    skipHiddenItemLayout: Boolean,
    easingFunction: { type: String, value: 'default' },
    disableTouch: Boolean,
  },
  observers: {
    current(index) {
      if (isShown(this) && index !== this.slides.current && this.slides.pending === null) {
        this.slides.go(index, '');
      }
    },
    'autoplay, interval': function clock() {
      this.slides.again();
    },
    'indicatorDots, circular, vertical, displayMultipleItems, previousMargin, nextMargin, currentItemId':
      function layout(dots, circular, vertical) {
        mirror(this, { vertical });
        this.slides.settle();
      },
    'indicatorColor, indicatorActiveColor': function colors(color, active) {
      ownStyle(this, `--mi-dot:${cssValue(color)};--mi-dot-on:${cssValue(active)}`);
    },
  },
  lifetimes: {
    created() {
      const dots = inner(host, 'div', 'wx-swiper-dots');
      dots.hidden = true;
      this.$$.append(dots);
      this.slides = new Slides(host, this, dots);
      swipers.set(this, this.slides);
      const { slides } = this;
      followDrag(host, this.$$, {
        start: () => {
          if (this.data.disableTouch || slides.items.length < 2) return false;
          slides.held = true;
          slides.stop();
          return true;
        },
        move: (dx, dy, event) => {
          const moved = this.data.vertical ? dy : dx;
          const across = this.data.vertical ? dx : dy;
          if (Math.abs(across) > Math.abs(moved)) return;
          if (event.cancelable) event.preventDefault();
          slides.place(moved, false);
          emit(host, this, 'transition', this.data.vertical ? { dx: 0, dy: -moved } : { dx: -moved, dy: 0 });
        },
        end: (dx, dy) => {
          slides.held = false;
          const moved = this.data.vertical ? dy : dx;
          const across = this.data.vertical ? dx : dy;
          const flung = Math.abs(moved) > FLING_PX && Math.abs(moved) > Math.abs(across);
          if (flung) slides.step(moved < 0 ? 1 : -1, 'touch');
          else slides.go(slides.current, 'touch');
        },
      });
    },
    attached() {
      this.slides.settle();
    },
    detached() {
      this.slides.stop();
    },
  },
});

const item = () => {
  const slidesOf = (comp) => {
    for (let node = comp.parentNode; node; node = node.parentNode) {
      if (swipers.has(node)) return swipers.get(node);
    }
    return undefined;
  };
  return {
    tag: 'swiper-item',
    properties: { itemId: String, skipHiddenItemLayout: Boolean },
    lifetimes: {
      attached() {
        this.slides = slidesOf(this);
        if (this.slides) this.slides.settle();
      },
      detached() {
        if (this.slides) this.slides.settle();
      },
    },
  };
};

export default (host) => [swiper(host), item()];
