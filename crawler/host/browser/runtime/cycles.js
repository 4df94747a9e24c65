// Components that use one another in a circle. Many do and end by a condition; one that does not overflows the stack.
import { real } from '../primordials.js';

/** The circle reachable from a page, as paths that begin and end with the same one; null when there is none. */
export function circleFrom(path, configs) {
  const trail = [];
  const done = new real.Set();
  const visit = (at) => {
    const from = trail.indexOf(at);
    if (from >= 0) return [...trail.slice(from), at];
    if (done.has(at)) return null;
    trail.push(at);
    const used = configs[at]?.usingComponents || {};
    for (const name of real.keys(used)) {
      const found = visit(real.String(used[name]).replace(/^\//, ''));
      if (found) return found;
    }
    trail.pop();
    done.add(at);
    return null;
  };
  return visit(path);
}
