// MD5 and the SHAs of file contents, as getFileInfo gives them. MD5 is absent from WebCrypto.

const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

/** By WebCrypto's name, `SHA-1`. */
export const sha = (name) => async (bytes) => hex(new Uint8Array(await crypto.subtle.digest(name, bytes)));

const SHIFTS = [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21];
const SINES = Array.from({ length: 64 }, (_, index) => Math.floor(Math.abs(Math.sin(index + 1)) * 2 ** 32) | 0);

/** MD5 after RFC 1321. */
export function md5(bytes) {
  const words = padded(bytes);
  let state = [0x67452301, 0xefcdab89 | 0, 0x98badcfe | 0, 0x10325476];
  for (let at = 0; at < words.length; at += 16) state = block(state, words, at);
  return hex(new Uint8Array(Int32Array.from(state).buffer));
}

function padded(bytes) {
  const length = (((bytes.length + 8) >> 6) << 6) + 64;
  const whole = new Uint8Array(length);
  whole.set(bytes);
  whole[bytes.length] = 0x80;
  const view = new DataView(whole.buffer);
  view.setUint32(length - 8, (bytes.length * 8) >>> 0, true);
  view.setUint32(length - 4, Math.floor(bytes.length / 2 ** 29), true);
  return new Int32Array(whole.buffer);
}

function block([a0, b0, c0, d0], words, at) {
  let [a, b, c, d] = [a0, b0, c0, d0];
  for (let step = 0; step < 64; step += 1) {
    const [mixed, word] = round(step, b, c, d);
    const turn = SHIFTS[(step >> 4) * 4 + (step & 3)];
    const sum = (a + mixed + SINES[step] + words[at + word]) | 0;
    [a, d, c, b] = [d, c, b, (b + ((sum << turn) | (sum >>> (32 - turn)))) | 0];
  }
  return [(a0 + a) | 0, (b0 + b) | 0, (c0 + c) | 0, (d0 + d) | 0];
}

function round(step, b, c, d) {
  if (step < 16) return [(b & c) | (~b & d), step];
  if (step < 32) return [(d & b) | (~d & c), (5 * step + 1) & 15];
  if (step < 48) return [b ^ c ^ d, (3 * step + 5) & 15];
  return [c ^ (b | ~d), (7 * step) & 15];
}
