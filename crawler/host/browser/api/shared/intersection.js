// IntersectionObserver and MediaQueryObserver of the platform on the browser's own.
import { domOf, findAll, findOne, innerComponent } from './nodes.js';

/** A browser rectangle counted from the top of the program's window. */
const rect = (host, { left, top, right, bottom, width, height }) => {
  const shift = host.pages.windowInfo().top;
  return { left, top: top - shift, right, bottom: bottom - shift, width, height };
};
const margins = ({ left = 0, top = 0, right = 0, bottom = 0 } = {}) => `${top}px ${right}px ${bottom}px ${left}px`;

export class PlatformIntersectionObserver {
  #host;
  #component;
  #options;
  #root = null;
  #margins = '0px 0px 0px 0px';
  #observers = [];

  constructor(host, caller, options) {
    this.#host = host;
    this.#component = innerComponent(host, caller);
    this.#options = { thresholds: [0], initialRatio: 0, observeAll: false, ...(options ?? {}) };
  }

  relativeTo(selector, given) {
    this.#root = selector;
    this.#margins = margins(given);
    return this;
  }

  relativeToViewport(given) {
    this.#root = null;
    this.#margins = margins(given);
    return this;
  }

  observe(selector, callback) {
    const found = findAll(this.#component, selector);
    for (const element of this.#options.observeAll ? found : found.slice(0, 1)) this.#watch(element, callback);
  }

  disconnect() {
    for (const observer of this.#observers.splice(0)) observer.disconnect();
  }

  #watch(element, callback) {
    const dom = domOf(element);
    if (dom === null) return;
    const relative = this.#root === null ? null : domOf(findOne(this.#component, this.#root));
    const { thresholds, initialRatio } = this.#options;
    let ratio = initialRatio;
    let first = true;
    const crossed = (next) =>
      thresholds.some((threshold) =>
        threshold === 0 ? ratio > 0 !== next > 0 : ratio < threshold !== next < threshold,
      );
    const observer = new IntersectionObserver(
      (entries) => {
        for (const entry of entries) {
          const fire = !first || crossed(entry.intersectionRatio);
          first = false;
          ratio = entry.intersectionRatio;
          if (fire) callback?.(this.#status(element, entry));
        }
      },
      {
        root: relative?.contains(dom) ? relative : this.#window(dom),
        rootMargin: this.#margins,
        threshold: thresholds,
      },
    );
    observer.observe(dom);
    this.#observers.push(observer);
  }

  /** What shows of the page: the platform's bars lie outside of it. */
  #window(dom) {
    const frame = this.#host.router.current()?.frame;
    return frame?.contains(dom) ? frame : null;
  }

  #status(element, entry) {
    return {
      id: element.id ?? '',
      dataset: { ...element.dataset },
      time: entry.time,
      intersectionRatio: entry.intersectionRatio,
      intersectionRect: rect(this.#host, entry.intersectionRect),
      boundingClientRect: rect(this.#host, entry.boundingClientRect),
      relativeRect: rect(this.#host, entry.rootBounds ?? entry.intersectionRect),
    };
  }
}

const KEYS = {
  minWidth: 'min-width',
  maxWidth: 'max-width',
  width: 'width',
  minHeight: 'min-height',
  maxHeight: 'max-height',
  height: 'height',
};

export class PlatformMediaQueryObserver {
  #query = null;
  #listener = null;

  observe(descriptor, callback) {
    this.disconnect();
    const parts = Object.entries(descriptor ?? {})
      .filter(([name]) => Object.hasOwn(KEYS, name))
      .map(([name, value]) => `(${KEYS[name]}: ${Number(value)}px)`);
    if (descriptor?.orientation)
      parts.push(`(orientation: ${descriptor.orientation === 'landscape' ? 'landscape' : 'portrait'})`);
    this.#query = matchMedia(parts.join(' and ') || 'all');
    this.#listener = ({ matches }) => callback?.({ matches });
    this.#query.addEventListener('change', this.#listener);
    callback?.({ matches: this.#query.matches });
  }

  disconnect() {
    this.#query?.removeEventListener('change', this.#listener);
    this.#query = null;
  }
}
