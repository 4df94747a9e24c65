// wx.createCanvasContext (the old interface, really drawn), canvasToTempFilePath and the pixels.
import { asCanvasNode } from './shared/canvas_node.js';
import { canvasById } from './shared/nodes.js';
import { drawActs, OldContext } from './shared/old_canvas.js';

export default (host) => {
  const needed = ({ canvas, canvasId }, component) => {
    const found = canvas ?? canvasById(host, canvasId, component);
    if (!found) throw new host.ApiError('canvas is empty');
    return found;
  };
  const image = (options, component) => toTempFile(host, needed(options, component), options);
  const pixels = ({ x = 0, y = 0, width, height, ...options }, component) => {
    const { data } = needed(options, component).getContext('2d').getImageData(x, y, width, height);
    return { width, height, data };
  };
  const put = ({ x = 0, y = 0, width, height, data, ...options }, component) => {
    const image = new ImageData(new Uint8ClampedArray(data), width, height);
    needed(options, component).getContext('2d').putImageData(image, x, y);
  };

  return {
    createCanvasContext: {
      raw: true,
      run: (id, component) => new OldContext(host, () => canvasById(host, id, component)),
    },
    // The first of all canvas interfaces: named in no definition any more, and still used.
    createContext: { raw: true, run: () => new OldContext(host, () => null) },
    drawCanvas: { run: (options, _, [, component] = []) => drawn(host, options, component) },
    canvasToTempFilePath: { run: (options, _, [, component] = []) => image(options, component) },
    canvasGetImageData: { run: (options, _, [, component] = []) => pixels(options, component) },
    canvasPutImageData: { run: (options, _, [, component] = []) => put(options, component) },
    createOffscreenCanvas: { raw: true, run: (...args) => offscreen(host, args) },
  };
};

function drawn(host, { canvasId, actions, reserve }, component) {
  if (!Array.isArray(actions)) throw new host.ApiError('parameter error: parameter.actions should be Array');
  const acts = actions.filter((act) => typeof act === 'function');
  return drawActs(host, () => canvasById(host, canvasId, component), acts, reserve === true);
}

function offscreen(host, [first, second]) {
  const size = typeof first === 'object' ? first : { width: first, height: second };
  const canvas = host.real.createElement('canvas');
  canvas.width = Number(size?.width) || 300;
  canvas.height = Number(size?.height) || 150;
  return asCanvasNode(host, canvas);
}

async function toTempFile(host, canvas, options) {
  const scale = canvas.width / (canvas.clientWidth || canvas.width);
  const { x = 0, y = 0, fileType = 'png', quality = 1 } = options;
  const width = options.width ?? canvas.width / scale - x;
  const height = options.height ?? canvas.height / scale - y;
  const target = new OffscreenCanvas(
    Math.max(1, Math.round(options.destWidth ?? width * 2)),
    Math.max(1, Math.round(options.destHeight ?? height * 2)),
  );
  const context = target.getContext('2d');
  context.drawImage(canvas, x * scale, y * scale, width * scale, height * scale, 0, 0, target.width, target.height);
  const extension = fileType === 'jpg' ? 'jpg' : 'png';
  const blob = await target.convertToBlob({ type: extension === 'jpg' ? 'image/jpeg' : 'image/png', quality });
  return { tempFilePath: host.files.temporary(new Uint8Array(await blob.arrayBuffer()), extension) };
}
