/** `progress`: a bar; `active` lets it run to its percentage by the program's clock, `activeend` says it is there. */
import { cssLengths, cssValue, emit, inner, mirror, ownStyle, pixels } from './shared/element.js';

const TICK_MS = 100;
const share = (percent) => Math.min(100, Math.max(0, Number(percent) || 0));
const length = (value) => (/^[\d.]+$/.test(String(value)) ? `${value}px` : cssLengths(cssValue(value)));

export default (host) => {
  const look = (comp) => {
    const { strokeWidth, activeColor, color, backgroundColor, borderRadius, fontSize } = comp.data;
    const colors = `--mi-color:${cssValue(activeColor || color)};--mi-back:${cssValue(backgroundColor)}`;
    const sizes = `--mi-size:${pixels(host, strokeWidth) || 6}px;--mi-round:${length(borderRadius ?? 0)}`;
    ownStyle(comp, `${colors};${sizes};--mi-font:${length(fontSize ?? 16)}`);
  };
  const show = (comp, percent) => {
    comp.shown = percent;
    comp.bar.style.width = `${percent}%`;
    comp.number.textContent = comp.data.showInfo ? `${Math.round(percent)}%` : '';
    mirror(comp, { value: String(Math.round(percent)) });
  };
  const stop = (comp) => {
    if (comp.timer !== null) host.clock.clearInterval(comp.timer);
    comp.timer = null;
  };
  /** Each percent takes `duration` ms; `forwards` goes on from where the bar stands, `backwards` starts anew. */
  const run = (comp) => {
    stop(comp);
    const goal = share(comp.data.percent);
    const from = comp.data.activeMode === 'forwards' ? comp.shown : 0;
    const began = host.clock.elapsed();
    const pace = Math.max(1, comp.data.duration);
    const step = () => {
      const gone = (host.clock.elapsed() - began) / pace;
      const now = goal >= from ? Math.min(goal, from + gone) : Math.max(goal, from - gone);
      show(comp, now);
      if (now !== goal) return;
      stop(comp);
      emit(host, comp, 'activeend', { curPercent: goal });
    };
    show(comp, from);
    comp.timer = host.clock.setInterval(step, TICK_MS);
  };
  return {
    tag: 'progress',
    properties: {
      percent: null,
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
      ariaLabel: String,
    },
    observers: {
      'strokeWidth, color, activeColor, backgroundColor, borderRadius, fontSize': function redraw() {
        look(this);
      },
      'percent, active, showInfo': function move(percent, active) {
        if (active && this.runs !== share(percent)) {
          this.runs = share(percent);
          run(this);
        } else if (!active) {
          stop(this);
          this.runs = null;
          show(this, share(percent));
        }
      },
      ariaLabel(label) {
        mirror(this, { 'aria-label': label });
      },
    },
    lifetimes: {
      created() {
        this.timer = null;
        this.runs = null;
        this.shown = 0;
        mirror(this, { role: 'progressbar' });
        const line = inner(host, 'div', 'wx-progress-bar');
        this.bar = inner(host, 'div', 'wx-progress-inner-bar');
        this.number = inner(host, 'p', 'wx-progress-info');
        line.append(this.bar);
        this.$$.append(line, this.number);
        look(this);
      },
      detached() {
        stop(this);
      },
    },
  };
};
