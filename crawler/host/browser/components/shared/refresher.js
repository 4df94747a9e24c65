/** Pulling down a `scroll-view` to refresh: what is drawn above the content, and the events of the pull. */
import { cssValue, emit, inner, pixels, setOwn } from './element.js';
import { followDrag } from './touch.js';

const DOTS = 3;

export const refresherProperties = () => ({
  refresherEnabled: Boolean,
  refresherThreshold: { type: null, value: 45 },
  refresherDefaultStyle: { type: String, value: 'black' },
  refresherBackground: { type: String, value: '#fff' },
  refresherTriggered: Boolean,
});

/** `space` is the element above the content that grows with the pull. */
export class Refresher {
  constructor(host, comp, space) {
    this.host = host;
    this.comp = comp;
    this.space = space;
    this.open = false;
    this.pulled = 0;
    this.dots = inner(host, 'div', 'wx-scroll-view-dots');
    for (let count = 0; count < DOTS; count += 1) this.dots.append(inner(host, 'i', 'wx-scroll-view-dot'));
    space.prepend(this.dots);
    this.height(0);
    followDrag(host, comp.$$, {
      start: () => comp.data.refresherEnabled && comp.data.scrollY && !this.open,
      move: (dx, dy, event) => this.pull(dx, dy, event),
      end: () => this.release(),
    });
  }

  get threshold() {
    return pixels(this.host, this.comp.data.refresherThreshold);
  }

  height(px) {
    this.space.hidden = px <= 0;
    this.space.style.height = `${px}px`;
  }

  look() {
    const { refresherDefaultStyle: style, refresherBackground: background } = this.comp.data;
    this.space.style.background = cssValue(background);
    this.dots.hidden = style === 'none';
    this.dots.style.color = style === 'white' ? '#fff' : '#888';
  }

  pull(dx, dy, event) {
    if (this.pulled === 0 && (this.comp.$$.scrollTop > 0 || dy <= Math.abs(dx))) return;
    if (event.cancelable) event.preventDefault();
    this.pulled = Math.max(0, dy);
    this.height(this.pulled);
    if (this.pulled > 0) emit(this.host, this.comp, 'refresherpulling', { dy: this.pulled });
    if (this.pulled > this.threshold) emit(this.host, this.comp, 'refresherwillrefresh', { dy: this.pulled });
  }

  release() {
    const dy = this.pulled;
    this.pulled = 0;
    if (dy === 0) return;
    if (dy < this.threshold) {
      this.height(0);
      emit(this.host, this.comp, 'refresherabort', { dy });
      return;
    }
    this.begin(dy);
    setOwn(this.host, this.comp, { refresherTriggered: true });
  }

  begin(dy) {
    this.open = true;
    this.height(this.threshold);
    emit(this.host, this.comp, 'refresherrefresh', { dy });
  }

  /** The property changed, by the pull or by the program. */
  triggered(on) {
    if (on && !this.open) this.begin(this.threshold);
    else if (!on && this.open) {
      this.open = false;
      this.height(0);
      emit(this.host, this.comp, 'refresherrestore', { dy: 0 });
    }
  }
}
