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

const FIRST = { transition: { duration: 400, timingFunction: 'linear', delay: 0 }, transformOrigin: '50% 50% 0' };

// An option that is given goes before the one known so far.
function optionOf(
  { duration, timingFunction, delay, transformOrigin },
  { transition: before, transformOrigin: origin },
) {
  const transition = {
    duration: duration ?? before.duration,
    timingFunction: timingFunction ?? before.timingFunction,
    delay: delay ?? before.delay,
  };
  return { transition, transformOrigin: transformOrigin ?? origin };
}

export class Animation {
  #transforms = [];
  #styles = new Map();
  /** Programs read and change these two, which the platform leaves in the open. */
  actions = [];

  constructor(options) {
    this.option = optionOf(options ?? {}, FIRST);
  }

  /** Ends one step; later steps start from where it ended. */
  step(options) {
    const animates = [...this.#transforms, ...this.#styles.values()];
    this.actions.push({ animates, option: optionOf(options ?? {}, this.option) });
    return this;
  }

  /** The steps so far, which are then forgotten. */
  export() {
    const { actions } = this;
    this.actions = [];
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
