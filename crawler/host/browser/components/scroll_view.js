/** `scroll-view`: a scrolling box with edges, positions to jump to and a pull-to-refresh. */
import { afterLayout, emit, isShown, listen, mirror, pixels, twoSlots, wrapSlot } from './shared/element.js';
import { Refresher, refresherProperties } from './shared/refresher.js';

const FAR = 50;
/** Share of the free room before an element that is scrolled into view. */
const ALIGNED = { start: 0, center: 0.5, end: 1 };

export default (host) => {
  const jump = (comp, options) => {
    const behavior = comp.data.scrollWithAnimation ? 'smooth' : 'auto';
    comp.$$.scrollTo({ ...options, behavior });
  };

  const scrolled = (comp) => {
    const element = comp.$$;
    if (!isShown(comp)) return;
    const { scrollTop, scrollLeft, scrollHeight, scrollWidth, clientHeight, clientWidth } = element;
    const before = comp.position;
    const deltaX = before.left - scrollLeft;
    const deltaY = before.top - scrollTop;
    comp.position = { left: scrollLeft, top: scrollTop };
    comp.last = { scrollLeft, scrollTop, scrollHeight, scrollWidth, deltaX, deltaY };
    emit(host, comp, 'scroll', comp.last);
    edges(comp, 'scrollY', deltaY, scrollTop, scrollHeight - clientHeight - scrollTop, ['top', 'bottom']);
    edges(comp, 'scrollX', deltaX, scrollLeft, scrollWidth - clientWidth - scrollLeft, ['left', 'right']);
  };

  /** Reaching an edge is told once until the edge is left. */
  const edges = (comp, axis, delta, toStart, toEnd, [first, second]) => {
    if (!comp.data[axis] || delta === 0) return;
    const upper = pixels(host, comp.data.upperThreshold);
    const lower = pixels(host, comp.data.lowerThreshold);
    const at = comp.edge[axis];
    if (toStart <= upper && delta > 0 && at !== 'start') {
      comp.edge[axis] = 'start';
      emit(host, comp, 'scrolltoupper', { direction: first });
    } else if (toEnd <= lower && delta < 0 && at !== 'end') {
      comp.edge[axis] = 'end';
      emit(host, comp, 'scrolltolower', { direction: second });
    } else if (toStart > upper && toEnd > lower) comp.edge[axis] = '';
  };

  const intoView = (comp) => {
    const { scrollIntoView, scrollX, scrollY, scrollIntoViewOffset } = comp.data;
    if (!scrollIntoView || !comp.ownerShadowRoot) return;
    const target = comp.ownerShadowRoot.getElementById(scrollIntoView);
    if (!target || !target.$$ || !comp.$$.contains(target.$$)) return;
    const box = comp.$$.getBoundingClientRect();
    const place = target.$$.getBoundingClientRect();
    const share = ALIGNED[comp.data.scrollIntoViewAlignment] ?? 0;
    const options = {};
    if (scrollY)
      options.top =
        comp.$$.scrollTop + place.top - box.top - share * (box.height - place.height) + scrollIntoViewOffset;
    if (scrollX)
      options.left =
        comp.$$.scrollLeft + place.left - box.left - share * (box.width - place.width) + scrollIntoViewOffset;
    jump(comp, options);
  };

  return {
    tag: 'scroll-view',
    ...twoSlots('refresher'),
    properties: {
      scrollX: Boolean,
      scrollY: Boolean,
      upperThreshold: { type: null, value: FAR },
      lowerThreshold: { type: null, value: FAR },
      scrollTop: null,
      scrollLeft: null,
      scrollIntoView: String,
      scrollIntoViewOffset: Number,
      scrollIntoViewAlignment: String,
      scrollWithAnimation: Boolean,
      enableBackToTop: Boolean,
      enableFlex: Boolean,
      enablePassive: null,
      enhanced: Boolean,
      bounces: { type: Boolean, value: true },
      pagingEnabled: Boolean,
      fastDeceleration: Boolean,
      showScrollbar: { type: Boolean, value: true },
      scrollAnchoring: Boolean,
      type: String,
      usingSticky: Boolean,
      ...refresherProperties(),
    },
    observers: {
      'scrollX, scrollY, showScrollbar, enhanced, pagingEnabled': function axes(x, y, bar, enhanced) {
        mirror(this, { 'scroll-x': x, 'scroll-y': y });
        this.$$.classList.toggle('wx-scroll-view-bare', enhanced && !bar);
        this.$$.classList.toggle('wx-scroll-view-paging', enhanced && this.data.pagingEnabled);
      },
      'enableFlex, usingSticky, type': function content(flex, sticky, type) {
        this.content.classList.toggle('wx-scroll-view-flex', flex);
        this.content.classList.toggle('wx-scroll-view-tall', sticky || type === 'custom' || type === 'nested');
      },
      scrollTop(value) {
        if (value !== null && value !== '') jump(this, { top: pixels(host, value) });
      },
      scrollLeft(value) {
        if (value !== null && value !== '') jump(this, { left: pixels(host, value) });
      },
      scrollIntoView() {
        afterLayout(host, this, () => intoView(this));
      },
      'refresherDefaultStyle, refresherBackground': function look() {
        this.refresher.look();
      },
      refresherTriggered(on) {
        this.refresher.triggered(on);
      },
    },
    lifetimes: {
      created() {
        this.position = { left: 0, top: 0 };
        this.edge = { scrollX: 'start', scrollY: 'start' };
        const space = wrapSlot(this, 0, 'wx-scroll-view-refresher');
        this.content = wrapSlot(this, 1, 'wx-scroll-view-content');
        this.content.prepend(space);
        this.refresher = new Refresher(host, this, space);
        this.$$.addEventListener('scroll', () => scrolled(this), { passive: true });
        this.$$.addEventListener('scrollend', () => isShown(this) && emit(host, this, 'scrollend', this.last ?? {}));
        for (const [name, event] of [
          ['touchstart', 'dragstart'],
          ['touchmove', 'dragging'],
          ['touchend', 'dragend'],
        ]) {
          listen(this, name, () => {
            if (!this.data.enhanced) return;
            emit(host, this, event, { scrollTop: this.$$.scrollTop, scrollLeft: this.$$.scrollLeft });
          });
        }
      },
      attached() {
        // Positions given from the start hold once the content has its size.
        afterLayout(host, this, () => {
          const { scrollTop, scrollLeft } = this.data;
          if (scrollTop) this.$$.scrollTop = pixels(host, scrollTop);
          if (scrollLeft) this.$$.scrollLeft = pixels(host, scrollLeft);
          intoView(this);
        });
      },
    },
  };
};
