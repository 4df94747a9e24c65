// Looking at the page: selector queries, observers, animations; for wx and for components alike.
import { component as adapterComponent } from '../npm/adapter.js';
import { Animation } from './shared/animation.js';
import { playAnimation } from './shared/animation_player.js';
import { PlatformIntersectionObserver, PlatformMediaQueryObserver } from './shared/intersection.js';
import { animate, clearAnimation } from './shared/keyframes.js';
import { SelectorQuery } from './shared/selector_query.js';

export default (host) => {
  // For built-ins whose `animation` attribute changed.
  host.playAnimation = (dom, exported) => playAnimation(host, dom, exported);
  completeComponents(host, adapterComponent.ComponentCaller.prototype);
  return {
    createSelectorQuery: { quiet: true, run: () => new SelectorQuery(host) },
    createIntersectionObserver: {
      raw: true,
      run: (component, options) => new PlatformIntersectionObserver(host, component, options),
    },
    createMediaQueryObserver: { raw: true, run: () => new PlatformMediaQueryObserver() },
    createAnimation: { quiet: true, run: (options) => new Animation(options) },
    nextTick: { quiet: true, run: (callback) => void host.clock.setTimeout(callback, 0) },
  };
};

/** The adapter's components have fewer abilities than a device's; these take their place. */
function completeComponents(host, prototype) {
  const methods = {
    createSelectorQuery() {
      return new SelectorQuery(host, this);
    },
    createIntersectionObserver(options) {
      return new PlatformIntersectionObserver(host, this, options);
    },
    createMediaQueryObserver() {
      return new PlatformMediaQueryObserver();
    },
    animate(selector, frames, duration, option, callback) {
      const after = typeof option === 'function' ? option : callback;
      animate(host, this, selector, frames, typeof duration === 'number' ? duration : 0, after);
    },
    clearAnimation(selector, option, callback) {
      clearAnimation(this, selector);
      const after = typeof option === 'function' ? option : callback;
      after?.();
    },
    applyAnimation() {},
    setUpdatePerformanceListener() {},
  };
  for (const [name, value] of Object.entries(methods)) {
    Object.defineProperty(prototype, name, { value, writable: true, configurable: true });
  }
}
