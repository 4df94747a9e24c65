// Where a program wants to go: addresses of pages and the stack's limits.

export const MAX_STACK = 10

/** The path without suffix, and the query text, of an address relative to the current page. */
export function resolvePage(url, current) {
  const [whole, query = ''] = String(url).split(/\?(.*)/s)
  const base = whole.startsWith('/') ? [] : String(current ?? '').split('/').slice(0, -1)
  const parts = [...base]
  for (const part of whole.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '.' && part !== '') parts.push(part)
  }
  return { path: parts.join('/').replace(/\.html$/, ''), query }
}

/** Query text to an object; values stay as written, as onLoad gets them. */
export function parseQuery(query) {
  const result = {}
  for (const part of String(query).split('&').filter(Boolean)) {
    const [name, value = ''] = part.split(/=(.*)/s)
    result[name] = value
  }
  return result
}
