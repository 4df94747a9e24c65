// Reading the program's own package, which its code may read but not write.
import { fromBase64 } from './bytes.js';

// Taken before the program runs.
const Request = XMLHttpRequest;

const inner = (path) => String(path).replace(/^\.?\//, '');

/** The bytes of a file of the package; fetched when it is no text file. Raises ApiError. */
export async function readPackage(host, path) {
  const bytes = textBytes(host, path);
  if (bytes !== null) return bytes;
  const answer = await host.fetch(host.project.url(inner(path))).catch(() => null);
  if (!answer?.ok) throw missing(host, path);
  return new Uint8Array(await answer.arrayBuffer());
}

/** The same without waiting. Raises ApiError. */
export function readPackageSync(host, path) {
  const bytes = textBytes(host, path);
  if (bytes !== null) return bytes;
  const request = new Request();
  request.open('GET', host.project.url(inner(path)), false);
  // Every byte becomes one letter; its low half is the byte.
  request.overrideMimeType('text/plain; charset=x-user-defined');
  request.send();
  if (request.status !== 200) throw missing(host, path);
  return Uint8Array.from(request.responseText, (letter) => letter.charCodeAt(0) & 0xff);
}

/** The bytes behind any path or data URL a program may name. Raises ApiError. */
export async function readAny(host, path) {
  const text = String(path);
  if (host.files.owns(text)) return host.files.read(text);
  const data = /^data:[^,]*;base64,(.*)$/s.exec(text);
  if (data !== null) return fromBase64(data[1]);
  return readPackage(host, text);
}

/** A URL that an image element can load for any path a program may name. */
export function displayUrl(host, path) {
  const text = String(path ?? '');
  if (host.files.owns(text)) return host.files.url(text);
  return /^(https?|data|blob):/i.test(text) ? text : host.project.url(inner(text));
}

function textBytes(host, path) {
  const text = host.project.text(inner(path));
  return typeof text === 'string' ? new TextEncoder().encode(text) : null;
}

const missing = (host, path) => new host.ApiError(`no such file or directory, open '${path}'`, 1300002);
