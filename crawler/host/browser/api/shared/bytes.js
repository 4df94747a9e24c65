// Bytes and texts in the encodings of the file interfaces.

const latin1 = (bytes) => {
  let text = '';
  for (let at = 0; at < bytes.length; at += 0x8000) {
    text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  }
  return text;
};
const fromLatin1 = (text) => Uint8Array.from(text, (letter) => letter.charCodeAt(0) & 0xff);

export const toBase64 = (bytes) => btoa(latin1(bytes));

/** Decodes base64, leniently: without padding, with white space, or in the URL alphabet. */
export function fromBase64(text) {
  const plain = String(text).replace(/\s/g, '').replace(/-/g, '+').replace(/_/g, '/').replace(/=+$/, '');
  return fromLatin1(atob(plain));
}

const DECODERS = {
  utf8: (bytes) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes),
  ascii: latin1,
  latin1,
  binary: latin1,
  base64: toBase64,
  hex: (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(''),
  ucs2: (bytes) => new TextDecoder('utf-16le').decode(bytes),
};

const ENCODERS = {
  utf8: (text) => new TextEncoder().encode(text),
  ascii: fromLatin1,
  latin1: fromLatin1,
  binary: fromLatin1,
  base64: fromBase64,
  hex: (text) => Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16)),
  ucs2: (text) => new Uint8Array(Uint16Array.from(text, (letter) => letter.charCodeAt(0)).buffer),
};

const ALIASES = { 'utf-8': 'utf8', 'ucs-2': 'ucs2', utf16le: 'ucs2', 'utf-16le': 'ucs2' };

function named(table, encoding, host) {
  const lower = String(encoding).toLowerCase();
  const name = Object.hasOwn(ALIASES, lower) ? ALIASES[lower] : lower;
  if (!Object.hasOwn(table, name)) throw new host.ApiError(`invalid encoding "${encoding}"`, 1300300);
  return table[name];
}

/** Bytes as a text in `encoding`, or a copied ArrayBuffer when no encoding is given. */
export function decodeBytes(host, bytes, encoding) {
  if (encoding === undefined || encoding === null || encoding === '') return bytes.slice().buffer;
  return named(DECODERS, encoding, host)(bytes);
}

/** The bytes of what a program wants to write: a text in `encoding`, or a buffer. */
export function encodeBytes(host, data, encoding = 'utf8') {
  const bytes = viewOf(data);
  if (bytes !== null) return bytes.slice();
  if (typeof data !== 'string') {
    throw new host.ApiError('parameter error: parameter.data should be String or ArrayBuffer');
  }
  return named(ENCODERS, encoding || 'utf8', host)(data);
}

/** A view of an ArrayBuffer or a typed array; null for anything else. */
export function viewOf(data) {
  if (data instanceof ArrayBuffer) return new Uint8Array(data);
  if (ArrayBuffer.isView(data)) return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  return null;
}
