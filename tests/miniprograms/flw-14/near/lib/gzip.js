// 路况文字多，信号差，先压缩再传。只用固定哈夫曼码，不找重复，够用了。
const TABLE = Array.from({ length: 256 }, (_, n) => {
  let c = n
  for (let k = 0; k < 8; k += 1) c = c & 1 ? (c >>> 1) ^ 0xedb88320 : c >>> 1
  return c >>> 0
})

function crc(bytes) {
  let c = 0xffffffff
  for (const b of bytes) c = TABLE[(c ^ b) & 255] ^ (c >>> 8)
  return (c ^ 0xffffffff) >>> 0
}

function gzip(text) {
  const bytes = Uint8Array.from(unescape(encodeURIComponent(text)), (ch) => ch.charCodeAt(0))
  const out = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3]
  let hold = 0
  let held = 0
  const bit = (b) => {
    hold |= b << held
    held += 1
    if (held === 8) {
      out.push(hold)
      hold = 0
      held = 0
    }
  }
  const code = (value, length) => { for (let i = length - 1; i >= 0; i -= 1) bit((value >>> i) & 1) }
  bit(1)
  bit(1)
  bit(0)
  for (const b of bytes) {
    if (b < 144) code(0x30 + b, 8)
    else code(0x190 + b - 144, 9)
  }
  code(0, 7)
  while (held) bit(0)
  for (const word of [crc(bytes), bytes.length]) for (let i = 0; i < 4; i += 1) out.push((word >>> (8 * i)) & 255)
  return Uint8Array.from(out).buffer
}

module.exports = { gzip }
