// CanvasContext of the old interface: acts are collected and drawn on the canvas by draw().
import { loadImage } from './canvas_node.js';

const PATHS = [
  'beginPath',
  'closePath',
  'moveTo',
  'lineTo',
  'arc',
  'arcTo',
  'bezierCurveTo',
  'quadraticCurveTo',
  'rect',
  'clip',
  'fill',
  'stroke',
  'fillRect',
  'strokeRect',
  'clearRect',
  'fillText',
  'strokeText',
  'save',
  'restore',
  'rotate',
  'scale',
  'translate',
  'transform',
  'setTransform',
];
const SETTERS = {
  setFillStyle: 'fillStyle',
  setStrokeStyle: 'strokeStyle',
  setLineWidth: 'lineWidth',
  setLineCap: 'lineCap',
  setLineJoin: 'lineJoin',
  setMiterLimit: 'miterLimit',
  setGlobalAlpha: 'globalAlpha',
  setTextAlign: 'textAlign',
};
const BASELINES = { normal: 'alphabetic' };
const PROPERTIES = [
  'fillStyle',
  'strokeStyle',
  'lineWidth',
  'lineCap',
  'lineJoin',
  'miterLimit',
  'globalAlpha',
  'textAlign',
  'textBaseline',
  'font',
  'globalCompositeOperation',
  'shadowBlur',
  'shadowColor',
  'shadowOffsetX',
  'shadowOffsetY',
  'lineDashOffset',
];

let measuring = null;

export class OldContext {
  #host;
  #find;
  #acts = [];
  #font = '10px sans-serif';

  constructor(host, find) {
    this.#host = host;
    this.#find = find;
    for (const name of PROPERTIES) this.#define(name);
  }

  #define(name) {
    let kept = name === 'font' ? this.#font : undefined;
    Object.defineProperty(this, name, {
      enumerable: true,
      get: () => kept,
      set: (value) => {
        kept = value;
        this.set(name, value);
      },
    });
  }

  add(act) {
    this.#acts.push(act);
  }

  set(name, value) {
    if (name === 'font') this.#font = String(value);
    this.add((context) => {
      context[name] = value?.build?.(context) ?? value;
    });
  }

  setFontSize(size) {
    const font = this.#font.replace(/\d+(\.\d+)?px/, `${Number(size)}px`);
    this.set('font', font);
  }

  setTextBaseline(value) {
    this.set('textBaseline', Object.hasOwn(BASELINES, value) ? BASELINES[value] : value);
  }

  setLineDash(pattern, offset = 0) {
    this.add((context) => {
      context.setLineDash(pattern);
      context.lineDashOffset = offset;
    });
  }

  setShadow(x, y, blur, color) {
    this.add((context) => {
      Object.assign(context, { shadowOffsetX: x, shadowOffsetY: y, shadowBlur: blur, shadowColor: color });
    });
  }

  createLinearGradient(...box) {
    return gradient((context) => context.createLinearGradient(...box));
  }

  createCircularGradient(x, y, radius) {
    return gradient((context) => context.createRadialGradient(x, y, 0, x, y, radius));
  }

  createPattern(image, repetition) {
    return { build: (context) => context.createPattern(image, repetition) };
  }

  measureText(text) {
    measuring ??= new OffscreenCanvas(1, 1).getContext('2d');
    measuring.font = this.#font;
    return { width: measuring.measureText(String(text)).width };
  }

  drawImage(source, ...box) {
    const image = typeof source === 'string' ? loadImage(this.#host, source).catch(() => null) : source;
    this.add(async (context) => {
      const loaded = await image;
      if (loaded !== null) context.drawImage(loaded, ...box);
    });
  }

  getActions() {
    return this.#acts.splice(0);
  }

  clearActions() {
    this.#acts = [];
  }

  /** Draws what was collected; unless `reserve`, on an empty canvas. */
  draw(reserve = false, callback) {
    const [kept, after] = typeof reserve === 'function' ? [false, reserve] : [reserve, callback];
    drawActs(this.#host, this.#find, this.#acts.splice(0), kept)
      .then(() => after?.({ errMsg: 'drawCanvas:ok' }))
      .catch((error) => this.#host.reportError(error, 'CanvasContext.draw'));
  }
}

/** Draws collected acts on the canvas that `find` gives; unless `reserve`, on an empty one. */
export async function drawActs(host, find, acts, reserve) {
  await new Promise((resolve) => host.real.requestAnimationFrame(resolve));
  const canvas = find();
  if (canvas === null) return;
  const context = fitted(canvas);
  if (!reserve) context.clearRect(0, 0, canvas.width, canvas.height);
  context.save();
  for (const act of acts) await act(context);
  context.restore();
}

/** The old interface counts in CSS pixels, so the canvas takes the size it is shown at. */
function fitted(canvas) {
  const [width, height] = [canvas.clientWidth, canvas.clientHeight];
  if (width > 0 && (canvas.width !== width || canvas.height !== height)) {
    canvas.width = width;
    canvas.height = height;
  }
  return canvas.getContext('2d');
}

function gradient(make) {
  const stops = [];
  return {
    addColorStop: (at, color) => void stops.push([at, color]),
    build: (context) => {
      const made = make(context);
      for (const [at, color] of stops) made.addColorStop(at, color);
      return made;
    },
  };
}

for (const name of PATHS) {
  OldContext.prototype[name] = function add(...args) {
    this.add((context) => context[name](...args));
  };
}
for (const [name, property] of Object.entries(SETTERS)) {
  OldContext.prototype[name] = function set(value) {
    this.set(property, value);
  };
}
