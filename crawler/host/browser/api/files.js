// wx.getFileSystemManager, saved files, openDocument: an in-memory file system per program.
import { md5, sha } from './shared/digests.js';
import { createManager } from './shared/file_manager.js';
import { MemoryFiles, USER_DATA_PATH } from './shared/memory_fs.js';
import { displayUrl, readAny } from './shared/package_files.js';

const DIGESTS = { md5, sha1: sha('SHA-1'), sha256: sha('SHA-256') };

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
    const digest = DIGESTS[digestAlgorithm];
    if (digest === undefined) throw new host.ApiError(`invalid digestAlgorithm "${digestAlgorithm}"`, 1300022);
    return { size: bytes.length, digest: await digest(bytes) };
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
