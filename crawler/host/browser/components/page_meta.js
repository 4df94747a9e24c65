/** `page-meta` and `navigation-bar`: the page's own settings, written as elements. */
import { emit, pixels, setOwn } from './shared/element.js';

export default (host) => {
  /** With the part of the document that scrolls the page, once the element stands in it. */
  const onPage = (comp, work) =>
    host.real.queueMicrotask(() => {
      const scroller = comp.$$ && comp.$$.closest('.mi-scroll');
      if (scroller) work(scroller);
    });

  const meta = {
    tag: 'page-meta',
    properties: {
      backgroundTextStyle: String,
      backgroundColor: String,
      backgroundColorTop: String,
      backgroundColorBottom: String,
      rootBackgroundColor: String,
      scrollTop: null,
      scrollDuration: Number,
      pageStyle: String,
      pageFontSize: String,
      rootFontSize: String,
      pageOrientation: String,
    },
    observers: {
      'pageStyle, pageFontSize': function style(pageStyle, size) {
        const root = this.ownerShadowRoot && this.ownerShadowRoot.getHostNode();
        if (!root) return;
        root.setNodeStyle(`${pageStyle || ''};${size && size !== 'system' ? `font-size:${size}` : ''}`, 3);
      },
      'rootBackgroundColor, backgroundColor': function background(root, color) {
        if (root || color) onPage(this, (scroller) => scroller.style.setProperty('background', root || color));
      },
      scrollTop(value) {
        if (value === null || value === '') return;
        onPage(this, (scroller) => {
          scroller.scrollTop = pixels(host, value);
        });
        host.clock.setTimeout(() => emit(host, this, 'scrolldone', {}), this.data.scrollDuration || 0);
      },
    },
    lifetimes: {
      attached() {
        onPage(this, (scroller) => {
          const tell = () => this.$$ && emit(host, this, 'scroll', { scrollTop: scroller.scrollTop });
          scroller.addEventListener('scroll', tell, { passive: true });
        });
      },
    },
  };

  const bar = {
    tag: 'navigation-bar',
    properties: {
      title: String,
      loading: Boolean,
      frontColor: String,
      backgroundColor: String,
      colorAnimationDuration: Number,
      colorAnimationTimingFunc: String,
    },
    observers: {
      'title, loading, frontColor, backgroundColor': function set(title, loading, front, background) {
        host.real.queueMicrotask(() => {
          const page = host.pages && host.pages.top();
          if (!page || !page.look) return;
          if (title) page.look.title = title;
          if (front) page.look.front = front;
          if (background) page.look.background = background;
          page.look.loading = loading;
          host.chrome.update(page);
        });
      },
    },
  };

  const media = {
    tag: 'match-media',
    properties: {
      minWidth: Number,
      maxWidth: Number,
      width: Number,
      minHeight: Number,
      maxHeight: Number,
      height: Number,
      orientation: String,
      matches: Boolean,
    },
    lifetimes: {
      attached() {
        const { innerWidth, innerHeight } = host.real.window;
        const { minWidth, maxWidth, width, minHeight, maxHeight, height, orientation } = this.data;
        const matches =
          (!minWidth || innerWidth >= minWidth) &&
          (!maxWidth || innerWidth <= maxWidth) &&
          (!width || innerWidth === width) &&
          (!minHeight || innerHeight >= minHeight) &&
          (!maxHeight || innerHeight <= maxHeight) &&
          (!height || innerHeight === height) &&
          (!orientation || orientation === (innerWidth > innerHeight ? 'landscape' : 'portrait'));
        setOwn(host, this, { matches });
        this.$$.hidden = !matches;
      },
    },
  };

  return [meta, bar, media];
};
