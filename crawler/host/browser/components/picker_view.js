/** `picker-view` with its columns: wheels standing in the page. */
import { afterLayout, cssLengths, emit, isShown, ownNode, ownStyle, setOwn } from './shared/element.js';
import { registerControl } from './shared/fields.js';

const views = new WeakMap();

const columnsIn = (node, found = []) => {
  for (const child of node.childNodes || []) {
    if (child.$$ && child.$$.tagName === 'WX-PICKER-VIEW-COLUMN') found.push(child);
    else columnsIn(child, found);
  }
  return found;
};

const view = (host) => {
  const rows = (comp) => columnsIn(comp).map((column) => column.row || 0);
  const apply = (comp) => {
    const wanted = Array.isArray(comp.data.value) ? comp.data.value : [];
    columnsIn(comp).forEach((column, index) => column.turnTo(Number(wanted[index]) || 0));
  };
  /** Rows are as high as the indicator, whose height the program may set. */
  const settle = (comp) => {
    const height = comp.indicator.getBoundingClientRect().height;
    if (height) ownStyle(comp, `--mi-row:${height}px`);
    apply(comp);
  };
  return {
    tag: 'picker-view',
    properties: {
      value: null,
      indicatorStyle: String,
      maskStyle: String,
      immediateChange: Boolean,
      name: String,
    },
    externalClasses: ['indicator-class', 'mask-class'],
    observers: {
      maskStyle(style) {
        this.mask.style.cssText = cssLengths(style);
      },
      value() {
        afterLayout(host, this, () => apply(this));
      },
      indicatorStyle(style) {
        this.indicator.style.cssText = cssLengths(style);
        afterLayout(host, this, () => settle(this));
      },
    },
    lifetimes: {
      created() {
        this.indicator = ownNode(this, 'wx-picker-view-indicator indicator-class');
        this.mask = ownNode(this, 'wx-picker-view-mask mask-class');
        // Opened later, out of `wx:if` or a hidden sheet, it gets its size and with it its rows.
        this.sizes = new host.real.ResizeObserver(() => isShown(this) && this.$$.clientHeight > 0 && settle(this));
        views.set(this, {
          immediate: () => this.data.immediateChange,
          starts: () => emit(host, this, 'pickstart', {}),
          turned: () => {
            const value = rows(this);
            setOwn(host, this, { value });
            emit(host, this, 'change', { value });
          },
          ends: () => emit(host, this, 'pickend', {}),
        });
        registerControl(this, { value: () => rows(this) });
      },
      attached() {
        this.sizes.observe(this.$$);
        afterLayout(host, this, () => settle(this));
      },
      detached() {
        this.sizes.disconnect();
      },
    },
  };
};

const column = (host) => {
  const viewOf = (comp) => {
    for (let node = comp.parentNode; node; node = node.parentNode) if (views.has(node)) return views.get(node);
    return undefined;
  };
  const rowHeight = (comp) => {
    const row = comp.$$.firstElementChild;
    return (row && row.getBoundingClientRect().height) || 34;
  };
  const last = (comp) => Math.max(0, comp.$$.childElementCount - 1);
  return {
    tag: 'picker-view-column',
    properties: {},
    lifetimes: {
      created() {
        this.row = 0;
        this.turnTo = (row) => {
          this.row = Math.min(Math.max(0, row), last(this));
          this.$$.scrollTop = this.row * rowHeight(this);
        };
        let moving = false;
        const rowNow = () => Math.min(last(this), Math.round(this.$$.scrollTop / rowHeight(this)));
        const turned = () => {
          if (!isShown(this) || rowNow() === this.row) return;
          this.row = rowNow();
          viewOf(this)?.turned();
        };
        const starts = () => {
          if (!isShown(this) || (!moving && rowNow() === this.row)) return;
          if (!moving) viewOf(this)?.starts();
          moving = true;
          if (viewOf(this)?.immediate()) turned();
        };
        const stops = () => {
          if (moving) {
            turned();
            viewOf(this)?.ends();
          }
          moving = false;
        };
        this.$$.addEventListener('scroll', starts, { passive: true });
        this.$$.addEventListener('scrollend', stops, { passive: true });
      },
    },
  };
};

export default (host) => [view(host), column(host)];
