// The mini program's clock: real-paced until the inspector skips ahead; then due timers fire in order.
// A user who comes back finds it further on: `before` is the virtual time since the first launch, `ahead` how far the
// date runs before the real one (milliseconds).
import { real } from './primordials.js';

const STEPS = 4000;

export function createClock(settle, { before = 0, ahead = 0 } = {}) {
  const started = real.performanceNow();
  const epoch = real.dateNow() + ahead;
  const timers = new real.Map();
  let skipped = 0;
  let count = 0;
  let advancing = false;

  const elapsed = () => real.performanceNow() - started + skipped;
  const arm = (timer) => {
    const wait = timer.due - elapsed();
    timer.handle = real.setTimeout(() => fire(timer), wait > 0 ? wait : 0);
  };
  const fire = (timer) => {
    if (!timers.has(timer.id)) return;
    if (timer.every === null) timers.delete(timer.id);
    else {
      timer.due = (advancing ? timer.due : elapsed()) + timer.every;
      if (!advancing) arm(timer);
    }
    try {
      timer.run();
    } catch (error) {
      real.queueMicrotask(() => { throw error; });
    }
  };
  const add = (callback, delay, args, every) => {
    if (typeof callback !== 'function') return 0;
    count += 1;
    const ms = delay > 0 ? +delay : 0;
    const run = () => real.apply(callback, undefined, args);
    const timer = { id: count, due: elapsed() + ms, every: every ? (ms > 4 ? ms : 4) : null, run, handle: 0 };
    timers.set(timer.id, timer);
    if (!advancing) arm(timer);
    return timer.id;
  };
  const clear = (id) => {
    const timer = timers.get(id);
    if (!timer) return;
    real.clearTimeout(timer.handle);
    timers.delete(id);
  };
  const earliest = (limit) => {
    let found = null;
    for (const timer of timers.values()) {
      if (timer.due <= limit && (found === null || timer.due < found.due)) found = timer;
    }
    return found;
  };

  const clock = {
    now: () => epoch + elapsed(),
    elapsed,
    /** Virtual milliseconds since the first launch of this user. */
    total: () => before + elapsed(),
    setTimeout: (callback, delay, ...args) => add(callback, delay, args, false),
    setInterval: (callback, delay, ...args) => add(callback, delay, args, true),
    clearTimeout: clear,
    clearInterval: clear,
    /** Virtual milliseconds until the next timer, Infinity when none. */
    nextDue() {
      const next = earliest(Infinity);
      return next ? next.due - elapsed() : Infinity;
    },
    /** Whether a one-shot timer is due within so many milliseconds; those that repeat do not count. */
    soon(ms) {
      const limit = elapsed() + ms;
      for (const timer of timers.values()) if (timer.every === null && timer.due <= limit) return true;
      return false;
    },
    /** The program sleeps: time passes and nothing fires; every timer waits as long as it had to before. */
    sleep(ms) {
      skipped += ms;
      for (const timer of timers.values()) {
        timer.due += ms;
        real.clearTimeout(timer.handle);
        arm(timer);
      }
    },
    /** Skip ahead. Returns how many timers fired and whether all due ones did. */
    async advance(ms) {
      const target = elapsed() + ms;
      advancing = true;
      let steps = 0;
      let next = null;
      try {
        for (const timer of timers.values()) real.clearTimeout(timer.handle);
        while (steps < STEPS && (next = earliest(target)) !== null) {
          if (next.due > elapsed()) skipped += next.due - elapsed();
          steps += 1;
          fire(next);
          await settle();
        }
        if (target > elapsed()) skipped += target - elapsed();
      } finally {
        advancing = false;
        for (const timer of timers.values()) arm(timer);
      }
      return { __proto__: null, fired: steps, complete: next === null };
    },
  };
  return clock;
}

/** Replace the page's own clocks, so that the program sees one time. */
export function installClock(clock) {
  const RealDate = real.Date;
  function VirtualDate(...args) {
    if (!new.target) return new RealDate(clock.now()).toString();
    return real.construct(RealDate, args.length ? args : [clock.now()], new.target);
  }
  VirtualDate.prototype = RealDate.prototype;
  VirtualDate.now = () => Math.floor(clock.now());
  VirtualDate.parse = RealDate.parse;
  VirtualDate.UTC = RealDate.UTC;
  real.defineProperty(VirtualDate, 'name', { value: 'Date' });
  real.defineProperty(VirtualDate, 'length', { value: 7 });
  real.defineProperty(RealDate.prototype, 'constructor', { value: VirtualDate, writable: true, configurable: true });
  window.Date = VirtualDate;
  for (const name of ['setTimeout', 'setInterval', 'clearTimeout', 'clearInterval']) window[name] = clock[name];
  window.performance.now = () => clock.elapsed();
  window.requestAnimationFrame = (callback) => real.requestAnimationFrame(() => callback(clock.elapsed()));
}
