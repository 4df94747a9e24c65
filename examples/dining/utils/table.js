// A table code carries `scene=t%3DA12%26s%3D3` (table and store).
function parseTable(query) {
  const scene = decodeURIComponent((query && query.scene) || '')
  const parts = {}
  scene.split('&').forEach((pair) => {
    const [key, value] = pair.split('=')
    if (key) parts[key] = value
  })
  return parts.t ? { number: parts.t, store: parts.s || '1' } : null
}

module.exports = { parseTable }
