// Facts of a video file, and a smaller copy of it.
import { expect } from './shared/parameters.js';
import { readAny } from './shared/package_files.js';

const WAIT_MS = 5000;

export default (host) => ({
  getVideoInfo: { run: (options) => videoInfo(host, options) },
  compressVideo: { run: (options) => compress(host, options) },
});

async function videoInfo(host, options) {
  expect(host, options, { src: 'String' });
  const bytes = await readAny(host, options.src);
  const { videoWidth: width, videoHeight: height, duration } = await load(host, options.src);
  const bitrate = duration > 0 ? Math.round((bytes.length * 8) / duration / 1000) : 0;
  const type = /\.([a-z0-9]+)$/i.exec(options.src)?.[1] ?? 'mp4';
  return { orientation: 'up', type, duration, size: Math.ceil(bytes.length / 1024), width, height, bitrate, fps: 30 };
}

function load(host, src) {
  const video = host.real.createElement('video');
  video.preload = 'metadata';
  const loaded = new Promise((resolve, reject) => {
    const broken = () => reject(new host.ApiError('file not support'));
    video.onloadedmetadata = () => resolve(video);
    video.onerror = broken;
    host.real.setTimeout(broken, WAIT_MS);
  });
  video.src = host.displayUrl(src);
  return host.busy(loaded);
}

/** Encoding anew is no task of this host: the copy has the bytes of the original. */
async function compress(host, options) {
  expect(host, options, { src: 'String' });
  const bytes = await readAny(host, options.src);
  const extension = /\.([a-z0-9]{1,5})$/i.exec(options.src)?.[1] ?? 'mp4';
  return { tempFilePath: host.files.temporary(bytes.slice(), extension), size: Math.ceil(bytes.length / 1024) };
}
