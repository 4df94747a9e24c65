/** `progress`: a bar; `active` lets it run to its percentage, `activeend` says when it is there. */
import { cssValue, emit, inner, mirror, ownStyle, pixels } from './shared/element.js';

export default (host) => {
  const draw = (comp) => {
    const { percent, showInfo, strokeWidth, activeColor, color, backgroundColor, active, duration } = comp.data;
    const share = Math.min(100, Math.max(0, percent));
    const colors = `--mi-color:${cssValue(activeColor || color)};--mi-back:${cssValue(backgroundColor)}`;
    ownStyle(comp, `--mi-share:${share}%;${colors};--mi-size:${pixels(host, strokeWidth) || 6}px`);
    comp.number.textContent = showInfo ? `${share}%` : '';
    mirror(comp, { value: String(share) });
    if (active) host.clock.setTimeout(() => emit(host, comp, 'activeend', { curPercent: share }), share * duration);
  };
  return {
    tag: 'progress',
    properties: {
      percent: Number,
      showInfo: Boolean,
      borderRadius: null,
      fontSize: null,
      strokeWidth: { type: null, value: 6 },
      color: { type: String, value: '#09bb07' },
      activeColor: String,
      backgroundColor: { type: String, value: '#ebebeb' },
      active: Boolean,
      activeMode: { type: String, value: 'backwards' },
      duration: { type: Number, value: 30 },
    },
    observers: {
      'percent, showInfo, strokeWidth, color, activeColor, backgroundColor': function redraw() {
        draw(this);
      },
    },
    lifetimes: {
      created() {
        mirror(this, { role: 'progressbar' });
        const line = inner(host, 'div', 'wx-progress-line');
        line.append(inner(host, 'div', 'wx-progress-done'));
        this.number = inner(host, 'span', 'wx-progress-number');
        this.$$.append(line, this.number);
      },
    },
  };
};
