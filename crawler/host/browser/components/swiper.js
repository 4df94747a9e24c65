/** `swiper` and `swiper-item`: slides that follow the finger, the clock or the `current` property. */
import { cssValue, emit, inner, isShown, mirror, ownStyle, pixels, setOwn, wrapContent } from './shared/element.js';
import { followDrag } from './shared/touch.js';

const swipers = new WeakMap();
const FLING_PX = 30;
const EASINGS = {
  default: 'ease',
  linear: 'linear',
  easeInCubic: 'cubic-bezier(.32, 0, .67, 0)',
  easeOutCubic: 'cubic-bezier(.33, 1, .68, 1)',
  easeInOutCubic: 'cubic-bezier(.65, 0, .35, 1)',
};

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
    this.behind = false;
    this.places = new WeakMap();
  }

  get items() {
    return itemsOf(this.comp);
  }

  /** Whether the slides go round; fewer than are shown at once do not. */
  circular(count) {
    return this.comp.data.circular && count > Math.max(1, this.comp.data.displayMultipleItems);
  }

  /** Steps from the slide shown, with the shorter way round when circular; of two, the other lies where it moves to. */
  distance(index, count, moved) {
    let steps = index - this.current;
    if (!this.circular(count)) return steps;
    const room = Math.max(count / 2, this.comp.data.displayMultipleItems - 1);
    if (count === 2 && steps !== 0) return moved > 0 || (moved === 0 && this.behind) ? -1 : 1;
    if (steps > room) steps -= count;
    if (steps <= room - count) steps += count;
    return steps;
  }

  /** Put every slide where it belongs, `moved` px away from its rest. */
  place(moved, animated) {
    const { comp, items } = this;
    const { vertical, duration, displayMultipleItems, previousMargin, nextMargin, easingFunction } = comp.data;
    const shown = Math.max(1, displayMultipleItems);
    const start = pixels(this.host, previousMargin);
    const size = `calc((100% - ${start + pixels(this.host, nextMargin)}px) / ${shown})`;
    items.forEach((item, index) => {
      const steps = this.distance(index, items.length, moved);
      const offset = `calc(${steps * 100}% + ${moved}px)`;
      const move = vertical ? `translate(0, ${offset})` : `translate(${offset}, 0)`;
      // A slide that changes sides does so unseen.
      const round = Math.abs(steps - (this.places.get(item) ?? steps)) > items.length / 2;
      this.places.set(item, steps);
      const motion = animated && !round ? `transform ${duration}ms ${EASINGS[easingFunction] || 'ease'}` : 'none';
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
    [...dots.children].forEach((dot, index) =>
      dot.classList.toggle('wx-swiper-dot-active', this.isShown(index, count)),
    );
  }

  /** Whether a slide is one of those shown at once. */
  isShown(index, count) {
    const steps = (index - this.current + count) % count;
    return steps < Math.max(1, this.comp.data.displayMultipleItems);
  }

  go(index, source) {
    const { comp, items } = this;
    if (!items.length) return;
    const target = ((index % items.length) + items.length) % items.length;
    const changed = target !== this.current;
    this.behind = index > this.current;
    this.current = target;
    this.place(0, true);
    this.again();
    if (comp.data.current !== target) setOwn(this.host, comp, { current: target });
    if (!changed && source !== 'touch') return;
    const detail = { current: target, currentItemId: items[target].data.itemId, source };
    if (changed) emit(this.host, comp, 'change', detail);
    this.host.clock.setTimeout(() => emit(this.host, comp, 'animationfinish', detail), comp.data.duration);
  }

  step(by, source) {
    const count = this.items.length;
    const last = Math.max(0, count - Math.max(1, this.comp.data.displayMultipleItems));
    const next = this.current + by;
    if (!this.circular(count) && (next < 0 || next > last)) {
      this.go(source === 'autoplay' ? 0 : this.current, source);
    } else this.go(next, source);
  }

  /** (Re)start the autoplay clock. */
  again() {
    if (this.timer !== null) this.host.clock.clearTimeout(this.timer);
    this.timer = null;
    const { autoplay, interval } = this.comp.data;
    if (!autoplay || this.held || !isShown(this.comp)) return;
    const turn = () => (this.comp.$$.clientWidth > 0 ? this.step(1, 'autoplay') : this.again());
    this.timer = this.host.clock.setTimeout(turn, Math.max(100, interval));
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
        this.dots.className = `wx-swiper-dots wx-swiper-dots-${vertical ? 'vertical' : 'horizontal'}`;
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
      this.dots = dots;
      wrapContent(this, 'wx-swiper-slides');
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
