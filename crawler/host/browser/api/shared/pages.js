// Addresses of pages as programs write them.

/** The path without suffix, and the query text, of an address relative to the page `from`. */
export function resolvePage(url, from) {
  const [whole, query = ''] = String(url).split(/\?(.*)/s);
  const parts = whole.startsWith('/') ? [] : String(from).split('/').slice(0, -1);
  for (const part of whole.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return { path: parts.join('/').replace(/\.html$/, ''), query };
}
