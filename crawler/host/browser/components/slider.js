/** `slider`: a number on a line, set by a drag or a tap on the line. */
import { cssValue, emit, inner, mirror, ownStyle, setOwn } from './shared/element.js';
import { registerControl } from './shared/fields.js';
import { followDrag } from './shared/touch.js';

const snapped = (value, { min, max, step }) => {
  const unit = step > 0 ? step : 1;
  const steps = Math.round((value - min) / unit);
  const decimals = (String(unit).split('.')[1] || '').length;
  return Number(Math.min(max, Math.max(min, min + steps * unit)).toFixed(decimals));
};

export default (host) => {
  const draw = (comp) => {
    const { min, max, value, showValue, blockColor, blockSize, disabled } = comp.data;
    const done = comp.data.activeColor || comp.data.selectedColor;
    const rest = comp.data.backgroundColor || comp.data.color;
    const share = max > min ? (Math.min(max, Math.max(min, value)) - min) / (max - min) : 0;
    const size = Math.min(28, Math.max(12, blockSize));
    const colors = `--mi-color:${cssValue(done)};--mi-back:${cssValue(rest)}`;
    ownStyle(comp, `--mi-share:${share * 100}%;${colors};--mi-block:${cssValue(blockColor)};--mi-size:${size}px`);
    comp.number.textContent = showValue ? String(value) : '';
    comp.number.hidden = !showValue;
    mirror(comp, { value: String(value), min: String(min), max: String(max), disabled, name: comp.data.name });
  };

  return {
    tag: 'slider',
    properties: {
      min: Number,
      max: { type: Number, value: 100 },
      step: { type: Number, value: 1 },
      value: Number,
      disabled: Boolean,
      showValue: Boolean,
      activeColor: String,
      backgroundColor: String,
      selectedColor: { type: String, value: '#07c160' },
      color: { type: String, value: '#e9e9e9' },
      blockSize: { type: Number, value: 28 },
      blockColor: { type: String, value: '#ffffff' },
      name: String,
    },
    observers: {
      'min, max, value, showValue, activeColor, backgroundColor, selectedColor, color, blockSize, blockColor, disabled, name'() {
        draw(this);
      },
    },
    lifetimes: {
      created() {
        mirror(this, { role: 'slider' });
        const line = inner(host, 'div', 'wx-slider-tap-area');
        const track = inner(host, 'div', 'wx-slider-handle-wrapper');
        track.append(inner(host, 'div', 'wx-slider-track'), inner(host, 'div', 'wx-slider-thumb'));
        line.append(track);
        this.number = inner(host, 'span', 'wx-slider-value');
        this.$$.append(line, this.number);
        draw(this);
        let initial = null;
        const toPoint = (point, name) => {
          const box = track.getBoundingClientRect();
          const { min, max } = this.data;
          const value = snapped(min + ((point.x - box.left) / box.width) * (max - min), this.data);
          const changed = value !== this.data.value;
          if (changed) setOwn(host, this, { value });
          if (name && (changed || name === 'change')) emit(host, this, name, { value });
        };
        let last = null;
        followDrag(host, line, {
          start: (point) => {
            if (this.data.disabled) return false;
            if (initial === null) initial = this.data.value;
            last = point;
            return true;
          },
          move: (dx, dy, event, point) => {
            last = point;
            toPoint(point, 'changing');
          },
          end: () => toPoint(last, 'change'),
        });
        registerControl(this, {
          value: () => this.data.value,
          reset: () => initial !== null && setOwn(host, this, { value: initial }),
        });
      },
    },
  };
};
