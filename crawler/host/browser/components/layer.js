/** Content laid over the page: `root-portal`, `page-container`, `share-element`, and the bar over the keyboard. */
import { cssLengths, cssValue, emit, inner, listen, ownStyle, setOwn, wrapContent } from './shared/element.js';
import { nearest } from './shared/fields.js';

export default (host) => {
  /** Portalled content is fixed over everything without leaving its place in the tree. */
  const portal = {
    tag: 'root-portal',
    properties: { enable: { type: Boolean, value: true } },
    lifetimes: {
      created() {
        this.$$.classList.add('wx-root-portal-on');
      },
    },
    observers: {
      enable(on) {
        this.$$.classList.toggle('wx-root-portal-on', on);
      },
    },
  };

  /** The three events of coming or going: before, during, and, once the time has passed, after. */
  const pass = (comp, name) => {
    if (comp.passing !== undefined) host.clock.clearTimeout(comp.passing);
    emit(host, comp, `before${name}`, {});
    emit(host, comp, name, {});
    comp.passing = host.clock.setTimeout(
      () => {
        if (comp.$$) emit(host, comp, `after${name}`, {});
      },
      Math.max(0, comp.data.duration),
    );
  };

  /** Going back closes what is open over the page before it leaves the page. */
  const holdBack = (comp) => {
    const page = host.router.stack.find((entry) => entry.page && entry.page.contains(comp.$$));
    if (!page) return;
    page.closeCover = () => {
      if (!comp.$$ || !comp.isOpen) return false;
      setOwn(host, comp, { show: false });
      return true;
    };
  };

  const container = {
    tag: 'page-container',
    properties: {
      show: Boolean,
      duration: { type: Number, value: 300 },
      zIndex: { type: Number, value: 100 },
      overlay: { type: Boolean, value: true },
      position: { type: String, value: 'bottom' },
      round: Boolean,
      closeOnSlideDown: Boolean,
      overlayStyle: String,
      customStyle: String,
    },
    observers: {
      show(show) {
        if (show === this.isOpen) return;
        this.isOpen = show;
        this.$$.hidden = !show;
        if (show) holdBack(this);
        pass(this, show ? 'enter' : 'leave');
      },
      'position, round, customStyle': function look(position, round, style) {
        this.sheet.className = `wx-page-container-sheet wx-page-container-${position}`;
        this.sheet.classList.toggle('wx-page-container-round', round);
        this.sheet.style.cssText = cssLengths(style || '');
      },
      'overlay, overlayStyle': function look(overlay, style) {
        this.shade.hidden = !overlay;
        this.shade.style.cssText = cssLengths(style || '');
      },
      zIndex(level) {
        ownStyle(this, `z-index:${cssValue(level)}`);
      },
    },
    lifetimes: {
      created() {
        this.isOpen = false;
        this.$$.hidden = true;
        this.sheet = wrapContent(this, 'wx-page-container-sheet wx-page-container-bottom');
        this.shade = inner(host, 'div', 'wx-page-container-shade');
        this.$$.prepend(this.shade);
        listen(this, 'tap', (event) => {
          const original = event.getOriginalEvent();
          if (!original || original.target !== this.shade) return;
          emit(host, this, 'clickoverlay', {});
          setOwn(host, this, { show: false });
        });
      },
      detached() {
        if (this.passing !== undefined) host.clock.clearTimeout(this.passing);
      },
    },
  };

  /** Shown over the keyboard while the field around it has the focus. */
  const accessory = {
    tag: 'keyboard-accessory',
    properties: {},
    lifetimes: {
      created() {
        this.$$.hidden = true;
      },
      attached() {
        const field = nearest(this, (node) => (node.typing ? node : undefined));
        if (!field) return;
        field.field.addEventListener('focus', () => {
          if (this.$$) this.$$.hidden = false;
        });
        field.field.addEventListener('blur', () => {
          if (this.$$) this.$$.hidden = true;
        });
      },
    },
  };

  const shared = {
    tag: 'share-element',
    properties: { key: String, transform: Boolean, duration: Number, easingFunction: String },
  };

  return [portal, container, accessory, shared];
};
