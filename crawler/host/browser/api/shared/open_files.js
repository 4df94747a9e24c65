// Files opened by number: FileSystemManager.open, read, write, fstat, ftruncate, close.
import { encodeBytes, viewOf } from './bytes.js';

const FLAGS = {
  r: { reads: true, must: true },
  'r+': { reads: true, writes: true, must: true },
  w: { writes: true, empties: true },
  wx: { writes: true, empties: true, fresh: true },
  'w+': { reads: true, writes: true, empties: true },
  'wx+': { reads: true, writes: true, empties: true, fresh: true },
  a: { writes: true, appends: true },
  ax: { writes: true, appends: true, fresh: true },
  as: { writes: true, appends: true },
  'a+': { reads: true, writes: true, appends: true },
  'ax+': { reads: true, writes: true, appends: true, fresh: true },
  'as+': { reads: true, writes: true, appends: true },
};

export class OpenFiles {
  #open = new Map();
  #count = 2;

  constructor(host, files) {
    this.host = host;
    this.files = files;
  }

  /** The number of an opened file, a text as on a device. */
  open({ filePath, flag = 'r' }) {
    const mode = FLAGS[flag];
    if (mode === undefined) throw new this.host.ApiError(`invalid flag ${flag}`, 1300022);
    const exists = this.files.isFile(filePath);
    if (exists && mode.fresh) throw new this.host.ApiError(`file already exists ${filePath}`, 1301005);
    if (mode.must) this.files.read(filePath);
    else if (!exists || mode.empties) this.files.writeUser(filePath, new Uint8Array(0));
    this.#count += 1;
    this.#open.set(String(this.#count), { path: filePath, mode, at: 0 });
    return String(this.#count);
  }

  close({ fd }) {
    this.#file(fd);
    this.#open.delete(String(fd));
  }

  stat({ fd }) {
    return this.files.stat(this.#file(fd).path);
  }

  /** Fills the given buffer from `offset`; without a position it goes on where the last read ended. */
  read({ fd, arrayBuffer, offset = 0, length, position }) {
    const file = this.#file(fd);
    if (!file.mode.reads) throw new this.host.ApiError('permission denied, read', 1300013);
    const target = viewOf(arrayBuffer);
    if (target === null)
      throw new this.host.ApiError('parameter error: parameter.arrayBuffer should be ArrayBuffer', 1001);
    const wanted = length ?? target.length - offset;
    if (offset < 0 || wanted < 0 || offset + wanted > target.length) this.#invalid();
    const from = position ?? file.at;
    const bytes = this.files.read(file.path).subarray(from, from + wanted);
    target.set(bytes, offset);
    if (position === undefined) file.at += bytes.length;
    return { bytesRead: bytes.length, arrayBuffer };
  }

  write({ fd, data, offset = 0, length, position, encoding }) {
    const file = this.#file(fd);
    if (!file.mode.writes) throw new this.host.ApiError('permission denied, write', 1300013);
    const whole = encodeBytes(this.host, data, encoding);
    const bytes =
      viewOf(data) === null ? whole : whole.subarray(offset, length === undefined ? undefined : offset + length);
    const before = this.files.read(file.path);
    const at = file.mode.appends ? before.length : (position ?? file.at);
    const after = new Uint8Array(Math.max(before.length, at + bytes.length));
    after.set(before);
    after.set(bytes, at);
    this.files.writeUser(file.path, after);
    if (position === undefined) file.at = at + bytes.length;
    return { bytesWritten: bytes.length };
  }

  truncate({ fd, length = 0 }) {
    const file = this.#file(fd);
    if (!file.mode.writes) throw new this.host.ApiError('permission denied, ftruncate', 1300013);
    this.files.truncate(file.path, length);
  }

  #file(fd) {
    const file = this.#open.get(String(fd));
    if (file === undefined) throw new this.host.ApiError('bad file descriptor', 1300009);
    return file;
  }

  #invalid() {
    throw new this.host.ApiError('invalid argument', 1300022);
  }
}
