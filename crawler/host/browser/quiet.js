// Whether the page has come to rest. A program that polls must not keep the inspector waiting.
import { real } from './primordials.js';

const REQUEST_MS = 3000;
const TIMER_MS = 150;
const TICK_MS = 30;
const MOVING_MS = 1500;

export function createQuiet(host) {
  const seen = new real.WeakMap();

  const busyImages = () => {
    const now = real.performanceNow();
    let busy = 0;
    for (const image of real.document.images) {
      if (image.complete || image.loading === 'lazy') continue;
      if (!seen.has(image)) seen.set(image, now);
      if (now - seen.get(image) < REQUEST_MS) busy += 1;
    }
    return busy;
  };
  const animations = real.document.getAnimations.bind(real.document);
  /** Transitions and animations that end by themselves soon; a sheet caught in mid-slide is no picture to judge. */
  const moving = () => animations().some((animation) => {
    const { endTime } = animation.effect?.getComputedTiming() ?? {};
    const left = Number(endTime) - Number(animation.currentTime ?? 0);
    return animation.playState === 'running' && left > 0 && left <= MOVING_MS;
  });
  const requests = () => host.pendingAges().filter((age) => age < REQUEST_MS).length;
  const frame = () => new real.Promise((resolve) => {
    const late = real.setTimeout(resolve, 100);
    real.requestAnimationFrame(() => {
      real.clearTimeout(late);
      resolve();
    });
  });
  const pause = (ms) => new real.Promise((resolve) => { real.setTimeout(resolve, ms); });

  const facts = () => ({ requests: requests(), images: busyImages(), timer: host.clock.nextDue(), elapsed: host.clock.elapsed() });

  /** Resolves to true when the page came to rest before the ceiling (milliseconds). */
  const wait = async (ceiling) => {
    const end = real.performanceNow() + ceiling;
    const born = host.clock.soon;
    let changes = 0;
    const observer = new real.MutationObserver(() => { changes += 1; });
    observer.observe(real.document.body, { childList: true, subtree: true, characterData: true, attributes: true });
    try {
      let still = 0;
      while (real.performanceNow() < end) {
        changes = 0;
        await frame();
        const soon = born(TIMER_MS);
        still = changes === 0 && requests() === 0 && busyImages() === 0 && !soon && !moving() ? still + 1 : 0;
        if (still >= 2) return true;
        if (requests() || busyImages() || soon || moving()) await pause(TICK_MS);
      }
      return false;
    } finally {
      observer.disconnect();
    }
  };

  /** After a timer of the skipped time: let its microtasks and its network settle, briefly. */
  const settle = async () => {
    await null;
    let rounds = 0;
    while (requests() && rounds < 20) {
      rounds += 1;
      await pause(15);
    }
  };

  return { facts, wait, settle };
}
