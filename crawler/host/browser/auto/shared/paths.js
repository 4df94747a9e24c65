// Paths into a program's data: `a.b[0].c`.
import { real } from '../../primordials.js';

/** What stands at the path; the whole without one; undefined where it leads nowhere. */
export function at(value, path) {
  if (path === undefined || path === null || path === '') return value;
  const steps = real.String(path).replace(/\[(\d+)\]/g, '.$1').split('.').filter((step) => step !== '');
  return steps.reduce((found, step) => (found === undefined || found === null ? undefined : found[step]), value);
}
