// The canvas object that programs hold: the page's canvas with the platform's additions.
import { displayUrl } from './package_files.js';

// Taken before the program runs.
const cancelFrame = cancelAnimationFrame.bind(null);
const ready = new WeakSet();

/** Adds createImage, requestAnimationFrame and the like to an HTML canvas, once. */
export function asCanvasNode(host, canvas) {
  if (ready.has(canvas)) return canvas;
  ready.add(canvas);
  const additions = {
    createImage: () => createImage(host),
    createImageData: (...args) => new ImageData(...args),
    createPath2D: (path) => new Path2D(path),
    requestAnimationFrame: (callback) => host.real.requestAnimationFrame(() => callback(host.clock.elapsed())),
    cancelAnimationFrame: cancelFrame,
  };
  for (const [name, value] of Object.entries(additions)) {
    Object.defineProperty(canvas, name, { value, configurable: true, writable: true });
  }
  return canvas;
}

/** An image whose `src` may be any path a program knows. */
export function createImage(host) {
  const image = new Image();
  const native = Object.getOwnPropertyDescriptor(HTMLImageElement.prototype, 'src');
  let path = '';
  Object.defineProperty(image, 'src', {
    configurable: true,
    get: () => path,
    set: (value) => {
      path = String(value);
      if (/^https?:/i.test(path)) recordLoad(host, path);
      native.set.call(image, displayUrl(host, path));
    },
  });
  return image;
}

/** Loads an image; resolves to it. Raises ApiError. */
export function loadImage(host, path) {
  return new Promise((resolve, reject) => {
    const image = createImage(host);
    image.onload = () => resolve(image);
    image.onerror = () => reject(new host.ApiError(`file not found: ${path}`));
    image.src = path;
  });
}

/** A URL that an image loads is an act of the program, recorded as a component's is. */
function recordLoad(host, src) {
  if (!host.files.owns(src)) host.recorder.begin('component.image', { src }).end(true, 'image:ok');
}
