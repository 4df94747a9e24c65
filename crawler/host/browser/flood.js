// How many calls of one interface are told one by one. A program that calls in a loop must not bury the recording: beyond
// a burst its harmless calls are only counted, and those that ask the platform or the network fail, as they do on devices.
import { real } from './primordials.js';

const TOLD = { burst: 400, perSecond: 100 };
const DONE = { burst: 2000, perSecond: 400 };
const TELL_MS = 500;

export function createFlood(send) {
  const buckets = real.create(null);
  let omitted = real.create(null);
  let waiting = false;

  const take = (name, { burst, perSecond }) => {
    const now = real.performanceNow();
    const bucket = buckets[name] || (buckets[name] = { left: burst, at: now });
    const filled = bucket.left + ((now - bucket.at) * perSecond) / 1000;
    bucket.left = filled < burst ? filled : burst;
    bucket.at = now;
    if (bucket.left < 1) return false;
    bucket.left -= 1;
    return true;
  };

  const tell = () => {
    waiting = false;
    const counts = omitted;
    omitted = real.create(null);
    for (const api in counts) send({ t: 'omitted', api, count: counts[api] });
  };

  const leaveOut = (api) => {
    omitted[api] = (omitted[api] || 0) + 1;
    if (waiting) return;
    waiting = true;
    real.setTimeout(tell, TELL_MS);
  };

  return {
    /** Whether this call is told: always when it has effects outside of the page. */
    told(api, effects) {
      if (effects || take(api, TOLD)) return true;
      leaveOut(api);
      return false;
    },
    /** Whether this call with effects is done at all. */
    done: (api) => take('done ' + api, DONE),
  };
}
