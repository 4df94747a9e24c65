// Pictures: shown, measured, compressed; chosen ones come from the platform as planted bytes.
import { loadImage } from './shared/canvas_node.js';
import { headers, send } from './shared/http.js';
import { expect } from './shared/parameters.js';
import { readAny } from './shared/package_files.js';

export default (host) => {
  const chosen = async (name, options, call) => {
    const answer = await host.native(name, options, call);
    const { files = [], ...rest } = answer ?? {};
    return { files: host.files.receive(files), rest };
  };
  const chooseImage = async (options, call) => {
    const { files } = await chosen('chooseImage', options, call);
    return {
      tempFilePaths: files.map(({ path }) => path),
      tempFiles: files.map(({ path, size }) => ({ path, size })),
    };
  };
  const chooseMedia = async (options, call) => {
    const { files, rest } = await chosen('chooseMedia', options, call);
    const tempFiles = files.map(({ path, size, type = 'image', width, height, duration }) => ({
      tempFilePath: path,
      size,
      fileType: type,
      ...(type === 'video' ? { width, height, duration, thumbTempFilePath: path } : {}),
    }));
    return { type: rest.type ?? tempFiles[0]?.fileType ?? 'image', tempFiles };
  };
  const chooseVideo = async (options, call) => {
    const { files } = await chosen('chooseVideo', options, call);
    const { path = '', size = 0, width = 0, height = 0, duration = 0 } = files[0] ?? {};
    return { tempFilePath: path, size, width, height, duration, thumbTempFilePath: '' };
  };
  const chooseMessageFile = async (options, call) => {
    const { files } = await chosen('chooseMessageFile', options, call);
    const time = Math.floor(host.clock.now() / 1000);
    return { tempFiles: files.map(({ path, size, name = '', type = 'file' }) => ({ path, size, name, type, time })) };
  };

  return {
    chooseImage: { run: chooseImage },
    chooseMedia: { run: chooseMedia },
    chooseVideo: { run: chooseVideo },
    chooseMessageFile: { run: chooseMessageFile },
    previewImage: { run: (options, call) => preview(host, options, call) },
    previewMedia: { run: ({ sources = [], current = 0 }, call) => previewMedia(host, sources, current, call) },
    getImageInfo: { run: (options, call) => imageInfo(host, options, call) },
    compressImage: { run: (options) => compress(host, options) },
    saveImageToPhotosAlbum: { run: (options, call) => toAlbum(host, 'saveImageToPhotosAlbum', options, call) },
    saveVideoToPhotosAlbum: { run: (options, call) => toAlbum(host, 'saveVideoToPhotosAlbum', options, call) },
  };
};

function preview(host, options, call) {
  expect(host, options, { urls: 'Array' });
  const at = typeof options.current === 'number' ? options.current : options.urls.indexOf(options.current);
  const urls = options.urls.map((url) => host.displayUrl(url));
  void host.dialogs.preview({ urls, current: Math.max(0, at), call: call.id });
}

function previewMedia(host, sources, current, call) {
  const urls = sources.map(({ url, poster }) => host.displayUrl(poster ?? url));
  void host.dialogs.preview({ urls, current, call: call.id });
}

async function imageInfo(host, options, call) {
  expect(host, options, { src: 'String' });
  const { src } = options;
  const remote = /^https?:/i.test(src) && !host.files.owns(src);
  const bytes = remote ? await fetched(host, src, call) : await readAny(host, src);
  const type = imageType(bytes);
  const path = remote ? host.files.temporary(bytes, type === 'jpeg' ? 'jpg' : type) : src;
  const image = await loadImage(host, path);
  return { width: image.naturalWidth, height: image.naturalHeight, path, orientation: 'up', type };
}

async function fetched(host, src, call) {
  const answer = await send(host, src, { headers: headers(host, call, {}) }).catch(() => null);
  if (!answer?.ok) throw new host.ApiError('download image fail');
  return new Uint8Array(await host.busy(answer.arrayBuffer()));
}

const SIGNATURES = [
  ['png', [0x89, 0x50]],
  ['jpeg', [0xff, 0xd8]],
  ['gif', [0x47, 0x49]],
  ['webp', [0x52, 0x49]],
];

function imageType(bytes) {
  const match = SIGNATURES.find(([, start]) => start.every((byte, index) => bytes[index] === byte));
  return match?.[0] ?? 'unknown';
}

async function compress(host, options) {
  expect(host, options, { src: 'String' });
  const image = await loadImage(host, options.src);
  const width = Number(options.compressedWidth) || image.naturalWidth;
  const height = Number(options.compressedHeight) || Math.round((width * image.naturalHeight) / image.naturalWidth);
  const canvas = new OffscreenCanvas(width, height);
  canvas.getContext('2d').drawImage(image, 0, 0, width, height);
  const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: (options.quality ?? 80) / 100 });
  return { tempFilePath: host.files.temporary(new Uint8Array(await blob.arrayBuffer()), 'jpg') };
}

/** The album is asked for first, by the platform; then the file must exist. */
async function toAlbum(host, name, options, call) {
  expect(host, options, { filePath: 'String' });
  await host.native(name, { filePath: options.filePath }, call);
  await readAny(host, options.filePath);
}
