// The FileSystemManager: every method in its asynchronous and its synchronous form.
import { decodeBytes, encodeBytes } from './bytes.js';
import { method, syncMethod } from './callbacks.js';
import { OpenFiles } from './open_files.js';
import { readAny, readPackageSync } from './package_files.js';
import { zipEntries } from './zip.js';

const LARGEST_READ = 100 * 1024 * 1024;

/** `shared` holds what members of wx do under the same name. */
export function createManager(host, shared) {
  const opened = new OpenFiles(host, host.files);
  const manager = {};
  const sync = (name, run) => syncMethod(host, name, run, `FileSystemManager.${name}`);
  const work = { ...whole(host), ...folders(host), ...archives(host), ...byNumber(opened), ...saved(host, shared) };
  for (const [name, [run, runSync]] of Object.entries(work)) {
    if (run !== null) manager[name] = method(host, name, run, `FileSystemManager.${name}`);
    if (runSync !== null) manager[`${name}Sync`] = sync(`${name}Sync`, runSync);
  }
  return manager;
}

// Each part: name -> [work with the options of the asynchronous form, work with positional arguments].

/** Files as wholes. */
function whole(host) {
  const files = host.files;
  const slice = (bytes, position = 0, length = bytes.length - position) => {
    if (position < 0 || length < 0 || position + length > bytes.length) {
      throw new host.ApiError('the value of "position" or "length" is out of range', 1300022);
    }
    if (length > LARGEST_READ) throw new host.ApiError('the maximum size of the file is 100M', 1300201);
    return bytes.subarray(position, position + length);
  };
  const readSync = (path) => (files.owns(path) ? files.read(path) : readPackageSync(host, path));
  const exists = (path) => {
    if (files.owns(path)) files.stat(path, 'access');
    else readPackageSync(host, path);
  };
  const append = (path, data, encoding) => {
    const before = files.read(path);
    const more = encodeBytes(host, data, encoding);
    const joined = new Uint8Array(before.length + more.length);
    joined.set(before);
    joined.set(more, before.length);
    files.writeUser(path, joined);
  };
  const write = (path, data, encoding) => files.writeUser(path, encodeBytes(host, data, encoding));
  return {
    access: [({ path }) => exists(path), exists],
    appendFile: [({ filePath, data, encoding }) => append(filePath, data, encoding), append],
    copyFile: [
      async ({ srcPath, destPath }) => files.writeUser(destPath, (await readAny(host, srcPath)).slice()),
      (from, to) => files.writeUser(to, readSync(from).slice()),
    ],
    readFile: [
      async ({ filePath, encoding, position, length }) => ({
        data: decodeBytes(host, slice(await readAny(host, filePath), position, length), encoding),
      }),
      (path, encoding, position, length) => decodeBytes(host, slice(readSync(path), position, length), encoding),
    ],
    rename: [({ oldPath, newPath }) => files.rename(oldPath, newPath), (from, to) => files.rename(from, to)],
    truncate: [
      ({ filePath, length }) => files.truncate(filePath, length),
      (options) => files.truncate(options?.filePath, options?.length),
    ],
    unlink: [({ filePath }) => files.removeUser(filePath), (path) => files.removeUser(path)],
    writeFile: [({ filePath, data, encoding }) => write(filePath, data, encoding), write],
  };
}

function folders(host) {
  const files = host.files;
  const stat = (path, recursive) => {
    if (!recursive || !files.isDirectory(path)) return files.stat(path);
    const top = String(path).replace(/\/+$/, '');
    const inside = files.tree(top).map((one) => ({ path: one.slice(top.length), stats: files.stat(one) }));
    return [{ path: '/', stats: files.stat(top) }, ...inside];
  };
  return {
    mkdir: [({ dirPath, recursive }) => files.mkdir(dirPath, recursive), (path, all) => files.mkdir(path, all)],
    readdir: [({ dirPath }) => ({ files: files.readdir(dirPath) }), (path) => files.readdir(path)],
    rmdir: [({ dirPath, recursive }) => files.rmdir(dirPath, recursive), (path, all) => files.rmdir(path, all)],
    stat: [({ path, recursive }) => ({ stats: stat(path, recursive) }), stat],
  };
}

function archives(host) {
  const files = host.files;
  const unzip = async ({ zipFilePath, targetPath }) => {
    const root = String(targetPath).replace(/\/+$/, '');
    for (const entry of zipEntries(host, await readAny(host, zipFilePath))) {
      const path = `${root}/${entry.path}`;
      files.mkdir(entry.isDirectory ? path : path.slice(0, path.lastIndexOf('/')), true);
      if (!entry.isDirectory) files.writeUser(path, await entry.bytes());
    }
  };
  const readZipEntry = async ({ filePath, entries = 'all', encoding }) => {
    const inside = zipEntries(host, await readAny(host, filePath)).filter((entry) => !entry.isDirectory);
    const wanted = entries === 'all' ? inside.map(({ path }) => ({ path, encoding })) : entries;
    const found = Object.create(null);
    for (const { path, encoding: own, position = 0, length } of wanted) {
      const entry = inside.find((one) => one.path === path);
      const bytes = await entry?.bytes();
      found[path] =
        bytes === undefined
          ? { errMsg: `no such file or directory ${path}` }
          : { data: decodeBytes(host, bytes.subarray(position, length && position + length), own), errMsg: 'ok' };
    }
    return { entries: found };
  };
  // Browsers unpack brotli for their own network only.
  const unbrotli = (name) => () => {
    host.send({ t: 'unsupported', name: `FileSystemManager.${name}` });
    throw new host.ApiError('not supported');
  };
  return {
    unzip: [unzip, null],
    readZipEntry: [readZipEntry, null],
    readCompressedFile: [unbrotli('readCompressedFile'), unbrotli('readCompressedFileSync')],
  };
}

function byNumber(opened) {
  return {
    open: [(options) => ({ fd: opened.open(options) }), (options = {}) => opened.open(options)],
    close: [(options) => opened.close(options), (options = {}) => opened.close(options)],
    fstat: [(options) => ({ stats: opened.stat(options) }), (options = {}) => opened.stat(options)],
    ftruncate: [(options) => opened.truncate(options), (options = {}) => opened.truncate(options)],
    read: [(options) => opened.read(options), (options = {}) => opened.read(options)],
    write: [(options) => opened.write(options), (options = {}) => opened.write(options)],
  };
}

function saved(host, { saveFile, fileInfo }) {
  const files = host.files;
  const save = (tempFilePath, filePath) => {
    if (!filePath) return files.save(tempFilePath);
    files.writeUser(filePath, files.read(tempFilePath));
    files.remove(tempFilePath);
    return filePath;
  };
  return {
    saveFile: [saveFile, save],
    getFileInfo: [fileInfo, null],
    getSavedFileList: [() => ({ fileList: files.saved() }), null],
    removeSavedFile: [({ filePath }) => files.remove(filePath), null],
  };
}
