/** `scroll-view`: a scrolling box with edges, positions to jump to and a pull-to-refresh. */
import { afterLayout, emit, inner, isShown, listen, mirror, pixels, setOwn } from './shared/element.js';
import { followDrag } from './shared/touch.js';

const FAR = 50;

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
    emit(host, comp, 'scroll', { scrollLeft, scrollTop, scrollHeight, scrollWidth, deltaX, deltaY });
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
    const options = {};
    if (scrollY) options.top = comp.$$.scrollTop + place.top - box.top + scrollIntoViewOffset;
    if (scrollX) options.left = comp.$$.scrollLeft + place.left - box.left + scrollIntoViewOffset;
    jump(comp, options);
  };

  const refresher = (comp) => {
    followDrag(host, comp.$$, {
      start: () => comp.data.refresherEnabled && comp.data.scrollY && comp.$$.scrollTop <= 0,
      move: (dx, dy) => dy > 0 && emit(host, comp, 'refresherpulling', { dy }),
      end: (dx, dy) => {
        if (dy < pixels(host, comp.data.refresherThreshold)) {
          if (dy > 0) emit(host, comp, 'refresherabort', { dy });
          return;
        }
        setOwn(host, comp, { refresherTriggered: true });
        emit(host, comp, 'refresherrefresh', { dy });
      },
    });
  };

  return {
    tag: 'scroll-view',
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
      refresherEnabled: Boolean,
      refresherThreshold: { type: null, value: 45 },
      refresherDefaultStyle: { type: String, value: 'black' },
      refresherBackground: String,
      refresherTriggered: Boolean,
    },
    observers: {
      'scrollX, scrollY, enableFlex, showScrollbar, enhanced, pagingEnabled': function axes(x, y, flex, bar, enhanced) {
        mirror(this, { 'scroll-x': x, 'scroll-y': y, 'enable-flex': flex });
        this.$$.classList.toggle('wx-scroll-view-bare', enhanced && !bar);
        this.$$.classList.toggle('wx-scroll-view-paging', enhanced && this.data.pagingEnabled);
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
      refresherTriggered(on) {
        this.spinner.hidden = !on;
        if (!on && this.refreshing) emit(host, this, 'refresherrestore', {});
        this.refreshing = on;
      },
    },
    lifetimes: {
      created() {
        this.position = { left: 0, top: 0 };
        this.edge = { scrollX: 'start', scrollY: 'start' };
        this.spinner = inner(host, 'div', 'wx-scroll-view-refresher');
        this.spinner.hidden = true;
        this.$$.append(this.spinner);
        this.$$.addEventListener('scroll', () => scrolled(this), { passive: true });
        refresher(this);
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
