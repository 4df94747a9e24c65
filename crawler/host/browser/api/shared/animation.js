// wx.createAnimation: steps collected in the shape that the `animation` attribute takes.

const TRANSFORMS = [
  'matrix',
  'matrix3d',
  'rotate',
  'rotate3d',
  'rotateX',
  'rotateY',
  'rotateZ',
  'scale',
  'scale3d',
  'scaleX',
  'scaleY',
  'scaleZ',
  'skew',
  'skewX',
  'skewY',
  'translate',
  'translate3d',
  'translateX',
  'translateY',
  'translateZ',
];
const STYLES = {
  opacity: 'opacity',
  backgroundColor: 'background-color',
  width: 'width',
  height: 'height',
  left: 'left',
  right: 'right',
  top: 'top',
  bottom: 'bottom',
};
const LENGTHS = new Set(['width', 'height', 'left', 'right', 'top', 'bottom']);
const length = (value) => (typeof value === 'number' ? `${value}px` : value);

function optionOf({ duration = 400, timingFunction = 'linear', delay = 0, transformOrigin = '50% 50% 0' }) {
  return { transition: { duration, timingFunction, delay }, transformOrigin };
}

export class Animation {
  #defaults;
  #actions = [];
  #transforms = [];
  #styles = new Map();

  constructor(options) {
    this.#defaults = options ?? {};
  }

  /** Ends one step; later steps start from where it ended. */
  step(options) {
    const animates = [...this.#transforms, ...this.#styles.values()];
    this.#actions.push({ animates, option: optionOf({ ...this.#defaults, ...(options ?? {}) }) });
    return this;
  }

  /** The steps so far, which are then forgotten. */
  export() {
    const actions = this.#actions;
    this.#actions = [];
    return { actions };
  }

  transform(type, args) {
    const index = this.#transforms.findIndex((one) => one.type === type);
    if (index >= 0) this.#transforms[index] = { type, args };
    else this.#transforms.push({ type, args });
    return this;
  }

  style(type, property, value) {
    this.#styles.set(property, { type: 'style', args: [property, LENGTHS.has(type) ? length(value) : value] });
    return this;
  }
}

for (const type of TRANSFORMS) {
  Animation.prototype[type] = function transform(...args) {
    return this.transform(type, args);
  };
}
for (const [type, property] of Object.entries(STYLES)) {
  Animation.prototype[type] = function style(value) {
    return this.style(type, property, value);
  };
}
