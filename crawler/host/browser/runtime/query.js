// The part of a page's address behind the question mark.
import { real } from '../primordials.js';

/** As an object; values stay as they were written: the platform hands them over undecoded. */
export function parseQuery(query) {
  if (query && typeof query === 'object') return { ...query };
  const out = {};
  for (const part of real.String(query || '').split('&')) {
    if (!part) continue;
    const cut = part.indexOf('=');
    out[cut < 0 ? part : part.slice(0, cut)] = cut < 0 ? '' : part.slice(cut + 1);
  }
  return out;
}

export function queryText(query) {
  if (!query || typeof query !== 'object') return real.String(query || '');
  return real.keys(query).map((name) => `${name}=${query[name]}`).join('&');
}
