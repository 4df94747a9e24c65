/** `picker-view` with its columns: wheels standing in the page. */
import { afterLayout, cssLengths, emit, inner, isShown, ownStyle, setOwn } from './shared/element.js';
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
      indicatorClass: String,
      maskStyle: String,
      maskClass: String,
      immediateChange: Boolean,
      name: String,
    },
    observers: {
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
        this.indicator = inner(host, 'div', 'wx-picker-view-indicator');
        this.$$.append(inner(host, 'div', 'wx-picker-view-mask'), this.indicator);
        views.set(this, {
          starts: () => emit(host, this, 'pickstart', {}),
          turned: () => {
            const value = rows(this);
            setOwn(host, this, { value });
            emit(host, this, 'change', { value });
            emit(host, this, 'pickend', {});
          },
        });
        registerControl(this, { value: () => rows(this) });
      },
      attached() {
        afterLayout(host, this, () => settle(this));
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
    const row = [...comp.$$.children].find((child) => !child.hasAttribute('data-mi-inner'));
    return (row && row.getBoundingClientRect().height) || 34;
  };
  return {
    tag: 'picker-view-column',
    properties: {},
    lifetimes: {
      created() {
        this.row = 0;
        this.turnTo = (row) => {
          this.row = row;
          this.$$.scrollTop = row * rowHeight(this);
        };
        let moving = false;
        const starts = () => {
          if (!moving) viewOf(this)?.starts();
          moving = true;
        };
        const stops = () => {
          moving = false;
          if (!isShown(this)) return;
          const row = Math.round(this.$$.scrollTop / rowHeight(this));
          if (row === this.row) return;
          this.row = row;
          viewOf(this)?.turned();
        };
        this.$$.addEventListener('scroll', starts, { passive: true });
        this.$$.addEventListener('scrollend', stops, { passive: true });
      },
    },
  };
};

export default (host) => [view(host), column(host)];
