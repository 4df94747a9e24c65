// wx.getFileSystemManager, saved files, openDocument: an in-memory file system per program.
import { method, syncMethod } from './shared/callbacks.js';
import { decodeBytes, encodeBytes } from './shared/bytes.js';
import { md5, sha1 } from './shared/digests.js';
import { MemoryFiles, USER_DATA_PATH } from './shared/memory_fs.js';
import { displayUrl, readAny, readPackageSync } from './shared/package_files.js';

export default (host) => {
  host.files = new MemoryFiles(host);
  host.displayUrl = (path) => displayUrl(host, path);
  const files = host.files;
  host.control.readFiles = () => files.dump();
  host.control.writeFiles = (kept) => files.load(kept);
  let manager = null;

  const saveFile = async ({ tempFilePath, filePath }) => {
    if (!files.isFile(tempFilePath)) {
      throw new host.ApiError('tempFilePath file not exist', 1300002);
    }
    if (!filePath) return { savedFilePath: files.save(tempFilePath) };
    files.writeUser(filePath, files.read(tempFilePath));
    files.remove(tempFilePath);
    return { savedFilePath: filePath };
  };
  const fileInfo = async ({ filePath, digestAlgorithm = 'md5' }) => {
    const bytes = await readAny(host, filePath);
    return { size: bytes.length, digest: digestAlgorithm === 'sha1' ? await sha1(bytes) : md5(bytes) };
  };
  const savedInfo = ({ filePath }) => {
    const stats = files.stat(filePath);
    return { size: stats.size, createTime: stats.lastModifiedTime };
  };

  return {
    getFileSystemManager: { raw: true, run: () => (manager ??= createManager(host, { saveFile, fileInfo })) },
    env: { value: { USER_DATA_PATH } },
    saveFile: { run: saveFile },
    getFileInfo: { run: fileInfo },
    getSavedFileList: { run: () => ({ fileList: files.saved() }) },
    getSavedFileInfo: { run: savedInfo },
    removeSavedFile: { run: ({ filePath }) => files.remove(filePath) },
    openDocument: { run: ({ filePath }) => openDocument(host, filePath) },
    saveFileToDisk: { run: ({ filePath }) => void files.read(filePath) },
  };
};

/** No reader of documents is drawn: the file must exist, and the call is in the record. */
async function openDocument(host, filePath) {
  await readAny(host, filePath);
}

function createManager(host, { saveFile, fileInfo }) {
  const files = host.files;
  const slice = (bytes, position = 0, length = bytes.length) => bytes.subarray(position, position + length);
  const readSync = (path) => (files.owns(path) ? files.read(path) : readPackageSync(host, path));
  const exists = (path) => {
    if (files.owns(path)) files.stat(path);
    else readPackageSync(host, path);
  };
  const append = (path, data, encoding) => {
    const before = files.read(path);
    const more = encodeBytes(host, data, encoding);
    const whole = new Uint8Array(before.length + more.length);
    whole.set(before);
    whole.set(more, before.length);
    files.writeUser(path, whole);
  };
  const stat = (path, recursive) => {
    if (!recursive || !files.isDirectory(path)) return files.stat(path);
    const inside = files.tree(path).map((one) => ({ path: one.slice(path.length), stats: files.stat(one) }));
    return [{ path: '/', stats: files.stat(path) }, ...inside];
  };
  const removeFile = (path) => files.remove(path);
  const truncate = (path, length = 0) => files.writeUser(path, files.read(path).slice(0, length));

  // name: [work with the options of the asynchronous form, work with positional arguments]
  const work = {
    access: [({ path }) => exists(path), exists],
    appendFile: [({ filePath, data, encoding }) => append(filePath, data, encoding), append],
    copyFile: [
      async ({ srcPath, destPath }) => files.writeUser(destPath, await readAny(host, srcPath)),
      (from, to) => files.writeUser(to, readSync(from)),
    ],
    mkdir: [({ dirPath, recursive }) => files.mkdir(dirPath, recursive), (path, all) => files.mkdir(path, all)],
    readdir: [({ dirPath }) => ({ files: files.readdir(dirPath) }), (path) => files.readdir(path)],
    readFile: [
      async ({ filePath, encoding, position, length }) => ({
        data: decodeBytes(host, slice(await readAny(host, filePath), position, length), encoding),
      }),
      (path, encoding, position, length) => decodeBytes(host, slice(readSync(path), position, length), encoding),
    ],
    rename: [({ oldPath, newPath }) => files.rename(oldPath, newPath), (from, to) => files.rename(from, to)],
    rmdir: [({ dirPath, recursive }) => files.rmdir(dirPath, recursive), (path, all) => files.rmdir(path, all)],
    saveFile: [saveFile, null],
    stat: [({ path, recursive }) => ({ stats: stat(path, recursive) }), stat],
    truncate: [({ filePath, length }) => truncate(filePath, length), truncate],
    unlink: [({ filePath }) => removeFile(filePath), removeFile],
    writeFile: [
      ({ filePath, data, encoding }) => files.writeUser(filePath, encodeBytes(host, data, encoding)),
      (path, data, encoding) => files.writeUser(path, encodeBytes(host, data, encoding)),
    ],
    getFileInfo: [fileInfo, null],
    getSavedFileList: [() => ({ fileList: files.saved() }), null],
    removeSavedFile: [({ filePath }) => removeFile(filePath), null],
  };
  const manager = {};
  const sync = (name, run) => syncMethod(host, name, run, `FileSystemManager.${name}`);
  for (const [name, [run, runSync]] of Object.entries(work)) {
    manager[name] = method(host, name, run, `FileSystemManager.${name}`);
    if (runSync !== null) manager[`${name}Sync`] = sync(`${name}Sync`, runSync);
  }
  manager.saveFileSync = sync('saveFileSync', (tempFilePath, filePath) => {
    if (!filePath) return files.save(tempFilePath);
    files.writeUser(filePath, files.read(tempFilePath));
    files.remove(tempFilePath);
    return filePath;
  });
  return manager;
}
