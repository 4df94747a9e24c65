// The program's files: in memory, under wxfile://usr (its own) and http://tmp (handed out by the host).

import { fromBase64, toBase64 } from './bytes.js';

export const USER_DATA_PATH = 'wxfile://usr';
const TEMP = 'http://tmp';
const SAVED = 'wxfile://store';
const LIMIT = 200 * 1024 * 1024;
const KEPT = 16 * 1024 * 1024;

const trimmed = (path) => String(path).replace(/\/+$/, '');
const parent = (path) => path.slice(0, path.lastIndexOf('/'));

/** Errors carry the texts and numbers of a device. */
export class MemoryFiles {
  #files = new Map();
  #directories = new Set([USER_DATA_PATH, TEMP, SAVED]);
  #urls = new Map();
  #bytes = 0;
  #count = 0;

  constructor(host) {
    this.host = host;
  }

  #missing(path, act) {
    return new this.host.ApiError(`no such file or directory, ${act} '${path}'`, 1300002);
  }

  /** Whether the path belongs to this file system and not to the program's package. */
  owns(path) {
    return [USER_DATA_PATH, TEMP, SAVED].some((root) => path === root || String(path).startsWith(`${root}/`));
  }

  /** The program's own and saved files (at most 16 MB of them), for a later launch by the same user. */
  dump() {
    const inside = (path) => [USER_DATA_PATH, SAVED].some((root) => path.startsWith(`${root}/`));
    const files = {};
    let total = 0;
    for (const [path, { bytes, modified }] of this.#files) {
      total += inside(path) ? bytes.length : 0;
      if (inside(path) && total <= KEPT) files[path] = { base64: toBase64(bytes), modified };
    }
    return { directories: [...this.#directories].filter(inside), files };
  }

  /** Puts back what `dump` gave. */
  load({ directories, files }) {
    for (const directory of directories) this.#directories.add(directory);
    for (const [path, { base64, modified }] of Object.entries(files)) {
      const bytes = fromBase64(base64);
      this.#bytes += bytes.length;
      this.#files.set(path, { bytes, modified });
    }
  }

  isFile(path) {
    return this.#files.has(trimmed(path));
  }

  isDirectory(path) {
    return this.#directories.has(trimmed(path));
  }

  exists(path) {
    return this.isFile(path) || this.isDirectory(path);
  }

  /** The bytes of a file. Raises ApiError when there is none. */
  read(path, act = 'open') {
    const file = this.#files.get(trimmed(path));
    if (file === undefined) throw this.#missing(path, act);
    return file.bytes;
  }

  stat(path, act = 'stat') {
    const name = trimmed(path);
    const file = this.#files.get(name);
    if (file === undefined && !this.#directories.has(name)) throw this.#missing(path, act);
    const seconds = Math.floor((file?.modified ?? 0) / 1000);
    const stats = {
      mode: file === undefined ? 16877 : 33188,
      size: file?.bytes.length ?? 0,
      lastAccessedTime: seconds,
      lastModifiedTime: seconds,
    };
    const isFile = file !== undefined;
    return Object.assign(stats, { isFile: () => isFile, isDirectory: () => !isFile });
  }

  /** Writes for the program: only below wxfile://usr. */
  writeUser(path, bytes) {
    this.#writable(path, 'open');
    this.write(path, bytes);
  }

  /** Writes for the host: anywhere. */
  write(path, bytes) {
    const name = trimmed(path);
    if (this.#directories.has(name)) {
      throw new this.host.ApiError(`illegal operation on a directory, open '${path}'`, 1300021);
    }
    if (!this.#directories.has(parent(name))) throw this.#missing(path, 'open');
    const before = this.#files.get(name)?.bytes.length ?? 0;
    if (this.#bytes - before + bytes.length > LIMIT) {
      throw new this.host.ApiError('the maximum size of the file storage limit is exceeded', 1300202);
    }
    this.#bytes += bytes.length - before;
    this.#files.set(name, { bytes, modified: this.host.clock.now() });
    this.#forget(name);
  }

  /** A new temporary file; gives its path. `extension` has no dot. */
  temporary(bytes, extension = '') {
    return this.#fresh(TEMP, bytes, extension);
  }

  /** Stores what the platform hands over, `{base64, extension, ...facts}` each; gives `{path, size, ...facts}`. */
  receive(handed) {
    return (handed ?? []).map(({ base64, extension, ...facts }) => {
      const bytes = fromBase64(base64);
      return { ...facts, path: this.temporary(bytes, extension), size: bytes.length };
    });
  }

  /** Moves a temporary file to the saved ones; gives its new path. */
  save(path) {
    const bytes = this.read(path);
    const saved = this.#fresh(SAVED, bytes, /\.([a-z0-9]+)$/i.exec(path)?.[1] ?? '');
    this.remove(path);
    return saved;
  }

  saved() {
    const inside = [...this.#files].filter(([path]) => path.startsWith(`${SAVED}/`));
    return inside.map(([filePath, file]) => ({
      filePath,
      size: file.bytes.length,
      createTime: Math.floor(file.modified / 1000),
    }));
  }

  /** A file of the program: its own, saved ones and temporary ones. */
  removeUser(path) {
    if (!this.owns(path)) throw new this.host.ApiError(`permission denied, unlink '${path}'`, 1300013);
    this.remove(path);
  }

  truncate(path, length = 0) {
    const before = this.read(path);
    const after = new Uint8Array(length);
    after.set(before.subarray(0, length));
    this.writeUser(path, after);
  }

  remove(path) {
    const name = trimmed(path);
    if (this.#directories.has(name)) {
      throw new this.host.ApiError(`operation not permitted, unlink '${path}'`, 1300001);
    }
    const file = this.#files.get(name);
    if (file === undefined) throw this.#missing(path, 'unlink');
    this.#bytes -= file.bytes.length;
    this.#files.delete(name);
    this.#forget(name);
  }

  mkdir(path, recursive = false) {
    this.#writable(path, 'mkdir');
    const name = trimmed(path);
    if (this.exists(name)) {
      if (recursive && this.isDirectory(name)) return;
      throw new this.host.ApiError(`file already exists, mkdir '${path}'`, 1301005);
    }
    if (!this.#directories.has(parent(name))) {
      if (!recursive) throw this.#missing(path, 'mkdir');
      this.mkdir(parent(name), true);
    }
    this.#directories.add(name);
  }

  readdir(path) {
    const name = trimmed(path);
    if (!this.#directories.has(name)) {
      if (this.#files.has(name)) throw new this.host.ApiError(`not a directory, scandir '${path}'`, 1300020);
      throw this.#missing(path, 'scandir');
    }
    return this.tree(name)
      .map((one) => one.slice(name.length + 1))
      .filter((one) => !one.includes('/'));
  }

  /** Every path below a directory, files and directories. */
  tree(directory) {
    const below = `${trimmed(directory)}/`;
    return [...this.#directories, ...this.#files.keys()].filter((one) => one.startsWith(below)).sort();
  }

  rmdir(path, recursive = false) {
    this.#writable(path, 'rmdir');
    const name = trimmed(path);
    if (!this.#directories.has(name)) throw this.#missing(path, 'rmdir');
    const inside = this.tree(name);
    if (inside.length > 0 && !recursive) {
      throw new this.host.ApiError(`directory not empty, rmdir '${path}'`, 1300066);
    }
    for (const one of inside) {
      if (this.isFile(one)) this.remove(one);
      else this.#directories.delete(one);
    }
    if (name !== USER_DATA_PATH) this.#directories.delete(name);
  }

  rename(from, to) {
    this.#writable(to, 'rename');
    if (this.isDirectory(from)) {
      this.#moveFolder(trimmed(from), trimmed(to));
      return;
    }
    const bytes = this.read(from, 'rename');
    if (trimmed(from) === trimmed(to)) return;
    this.remove(from);
    this.write(to, bytes);
  }

  /** A URL under which the browser can show the file, or "" when there is no such file. */
  url(path) {
    const name = trimmed(path);
    const file = this.#files.get(name);
    if (file === undefined) return '';
    let url = this.#urls.get(name);
    if (url === undefined) {
      url = URL.createObjectURL(new Blob([file.bytes], { type: mediaType(name) }));
      this.#urls.set(name, url);
    }
    return url;
  }

  #moveFolder(from, to) {
    this.#writable(from, 'rename');
    if (this.exists(to) || `${to}/`.startsWith(`${from}/`) || from === USER_DATA_PATH) {
      throw new this.host.ApiError(`operation not permitted, rename '${from}' -> '${to}'`, 1300001);
    }
    this.mkdir(to);
    for (const one of this.tree(from)) {
      const place = to + one.slice(from.length);
      if (this.isDirectory(one)) this.mkdir(place);
      else this.write(place, this.read(one));
    }
    this.rmdir(from, true);
  }

  #fresh(root, bytes, extension) {
    this.#count += 1;
    const stamp = Math.floor(this.host.clock.now()).toString(36);
    const path = `${root}/${stamp}_${this.#count}${extension ? `.${extension}` : ''}`;
    this.write(path, bytes);
    return path;
  }

  #forget(name) {
    const url = this.#urls.get(name);
    if (url === undefined) return;
    URL.revokeObjectURL(url);
    this.#urls.delete(name);
  }

  #writable(path, act) {
    const name = trimmed(path);
    const inside = name === USER_DATA_PATH || name.startsWith(`${USER_DATA_PATH}/`);
    if (!inside || name.split('/').includes('..')) {
      throw new this.host.ApiError(`permission denied, ${act} '${path}'`, 1300013);
    }
  }
}

const MEDIA_TYPES = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  svg: 'image/svg+xml',
  mp4: 'video/mp4',
  mp3: 'audio/mpeg',
  aac: 'audio/aac',
  wav: 'audio/wav',
  json: 'application/json',
  txt: 'text/plain',
  pdf: 'application/pdf',
};

/** Media type by the end of a file's name. */
export function mediaType(path) {
  const extension = /\.([a-z0-9]+)$/i.exec(path)?.[1]?.toLowerCase() ?? '';
  return Object.hasOwn(MEDIA_TYPES, extension) ? MEDIA_TYPES[extension] : 'application/octet-stream';
}
