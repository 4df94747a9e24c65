// Looking at the page: selector queries, observers, animations.
import { Animation } from './shared/animation.js'
import { PlatformIntersectionObserver, PlatformMediaQueryObserver } from './shared/intersection.js'
import { SelectorQuery } from './shared/selector_query.js'

export default (host) => ({
  createSelectorQuery: { raw: true, run: () => new SelectorQuery(host) },
  createIntersectionObserver: {
    raw: true,
    run: (component, options) => new PlatformIntersectionObserver(host, component, options),
  },
  createMediaQueryObserver: { raw: true, run: () => new PlatformMediaQueryObserver() },
  createAnimation: { raw: true, run: (options) => new Animation(options) },
  nextTick: { raw: true, run: (callback) => void host.clock.setTimeout(callback, 0) },
})
