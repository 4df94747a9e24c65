/** `image` and `cover-image`: a picture fitted in one of fourteen ways; loading it is recorded. */
import { assetUrl, emit, inner, isRemote, mirror, ownStyle, record } from './shared/element.js';
import { followHover, hoverProperties } from './shared/hover.js';

const FITS = {
  scaleToFill: ['100% 100%', '0 0'],
  aspectFit: ['contain', 'center'],
  aspectFill: ['cover', 'center'],
  widthFix: ['100% 100%', '0 0'],
  heightFix: ['100% 100%', '0 0'],
  top: ['auto', 'top center'],
  bottom: ['auto', 'bottom center'],
  center: ['auto', 'center'],
  left: ['auto', 'center left'],
  right: ['auto', 'center right'],
  'top left': ['auto', 'top left'],
  'top right': ['auto', 'top right'],
  'bottom left': ['auto', 'bottom left'],
  'bottom right': ['auto', 'bottom right'],
};

export default (host) => {
  const { Image, IntersectionObserver } = host.real;

  const draw = (comp) => {
    const [size, position] = FITS[comp.data.mode] || FITS.scaleToFill;
    const style = comp.drawn.style;
    style.backgroundSize = size;
    style.backgroundPosition = position;
    comp.$$.classList.toggle('wx-image-width-fix', comp.data.mode === 'widthFix');
    comp.$$.classList.toggle('wx-image-height-fix', comp.data.mode === 'heightFix');
    fix(comp);
  };

  /** `widthFix` and `heightFix` give the box the picture's proportions. */
  const fix = (comp) => {
    const { natural } = comp;
    const { mode } = comp.data;
    ownStyle(comp, '');
    if (!natural || !natural.width || !natural.height) return;
    if (comp.kind === 'cover-image') ownStyle(comp, `--mi-width:${natural.width}px;--mi-height:${natural.height}px`);
    // To ask for a box is to lay the page out: only where its size is needed.
    if (mode !== 'widthFix' && mode !== 'heightFix') return;
    const box = comp.$$.getBoundingClientRect();
    if (mode === 'widthFix' && box.width) ownStyle(comp, `height:${(box.width * natural.height) / natural.width}px`);
    if (mode === 'heightFix' && box.height) ownStyle(comp, `width:${(box.height * natural.width) / natural.height}px`);
  };

  const clear = (comp) => {
    comp.natural = null;
    comp.drawn.style.backgroundImage = 'none';
    fix(comp);
  };

  const load = (comp) => {
    const { src } = comp.data;
    const url = assetUrl(host, comp, src);
    comp.loading = url;
    mirror(comp, { src });
    if (!url) {
      clear(comp);
      if (src) emit(host, comp, 'error', { errMsg: `GET ${src} fail` });
      return;
    }
    if (isRemote(src)) record(host, comp, `component.${comp.kind}`, { src: url });
    const picture = new Image();
    picture.referrerPolicy = 'unsafe-url';
    picture.onload = () => {
      if (comp.loading !== url) return;
      comp.natural = { width: picture.naturalWidth, height: picture.naturalHeight };
      comp.drawn.style.backgroundImage = `url(${JSON.stringify(url)})`;
      draw(comp);
      emit(host, comp, 'load', { width: picture.naturalWidth, height: picture.naturalHeight });
    };
    picture.onerror = () => {
      if (comp.loading !== url) return;
      clear(comp);
      emit(host, comp, 'error', { errMsg: `GET ${src} 404 (Not Found)` });
    };
    picture.src = url;
  };

  /** With `lazy-load`, wait until the box is within three screens, as on a phone. */
  const loadWhenNear = (comp) => {
    if (comp.watch) comp.watch.disconnect();
    comp.watch = null;
    if (!comp.data.lazyLoad) {
      load(comp);
      return;
    }
    comp.watch = new IntersectionObserver(
      (entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        comp.watch.disconnect();
        comp.watch = null;
        load(comp);
      },
      { rootMargin: '300% 0px' },
    );
    comp.watch.observe(comp.$$);
  };

  const picture = (tag, mode) => ({
    tag,
    properties: {
      ...hoverProperties(50, 400),
      src: String,
      mode: { type: String, value: mode },
      lazyLoad: Boolean,
      showMenuByLongpress: Boolean,
      webp: Boolean,
      fadeIn: Boolean,
      forceHttps: Boolean,
      referrerPolicy: String,
      ariaLabel: String,
      ariaRole: String,
      animation: null,
    },
    observers: {
      src() {
        if (this.started) loadWhenNear(this);
      },
      mode() {
        draw(this);
      },
      'ariaLabel, ariaRole': function aria(label, role) {
        mirror(this, { 'aria-label': label, role });
      },
    },
    lifetimes: {
      created() {
        this.kind = tag;
        this.drawn = inner(host, 'div', 'wx-image-drawn');
        this.$$.appendChild(this.drawn);
        draw(this);
      },
      attached() {
        followHover(host, this);
        this.started = true;
        if (this.data.src) loadWhenNear(this);
      },
      detached() {
        this.loading = null;
        if (this.watch) this.watch.disconnect();
      },
    },
  });

  return [picture('image', 'scaleToFill'), picture('cover-image', 'scaleToFill')];
};
