// Reading zip archives: the central directory, stored and deflated entries. PKWARE APPNOTE 6.3.

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const MAX_ENTRIES = 10_000;
/** Of one entry, unpacked: what the platform reads at most of a file. */
const MAX_BYTES = 100 * 1024 * 1024;

/** Entries of an archive, `{path, isDirectory, bytes()}`. Raises ApiError when it is none. */
export function zipEntries(host, bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const broken = () => new host.ApiError('unzip failed', 1301100);
  try {
    const found = directory(view, bytes);
    if (found === null) throw broken();
    return found.map((entry) => ({ ...entry, bytes: () => content(host, view, bytes, entry, broken) }));
  } catch (error) {
    throw error instanceof host.ApiError ? error : broken();
  }
}

function directory(view, bytes) {
  let end = bytes.length - 22;
  while (end >= 0 && view.getUint32(end, true) !== END) end -= 1;
  if (end < 0) return null;
  const count = Math.min(view.getUint16(end + 10, true), MAX_ENTRIES);
  let at = view.getUint32(end + 16, true);
  const found = [];
  for (let index = 0; index < count; index += 1) {
    if (view.getUint32(at, true) !== ENTRY) return null;
    const lengths = [28, 30, 32].map((offset) => view.getUint16(at + offset, true));
    const path = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + lengths[0]));
    found.push({
      path,
      isDirectory: path.endsWith('/'),
      method: view.getUint16(at + 10, true),
      packed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      start: view.getUint32(at + 42, true),
    });
    at += 46 + lengths[0] + lengths[1] + lengths[2];
  }
  return found;
}

async function content(host, view, bytes, { start, packed, method, size }, broken) {
  const from = start + 30 + view.getUint16(start + 26, true) + view.getUint16(start + 28, true);
  const raw = bytes.subarray(from, from + packed);
  if (method === 0) return raw.slice();
  if (method !== 8) throw broken();
  return inflate(host, raw, Math.min(size, MAX_BYTES)).catch((error) => {
    throw error instanceof host.ApiError ? error : broken();
  });
}

/** The bytes packed in `raw`, at most `limit` of them: an archive may hold far more than it says. */
async function inflate(host, raw, limit) {
  const reader = new Blob([raw]).stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader();
  const parts = [];
  let length = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    length += part.value.length;
    if (length > limit) throw new host.ApiError('the maximum size of the file storage limit is exceeded', 1300202);
    parts.push(part.value);
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}
