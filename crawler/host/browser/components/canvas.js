/** `canvas`: a real one, for the old drawing context and for `type="2d"` and `webgl`. */
import { afterLayout, emit, inner, listen, mirror } from './shared/element.js';

export default (host) => {
  /** The old context counts in CSS px, so its canvas takes the size it is shown at. */
  const fit = (comp) => {
    if (comp.data.type) return;
    const box = comp.$$.getBoundingClientRect();
    if (!box.width || !box.height) return;
    comp.canvas.width = box.width;
    comp.canvas.height = box.height;
  };
  /** Touches on a canvas also say where on the canvas they are. */
  const place = (comp, event) => {
    const box = comp.$$.getBoundingClientRect();
    const top = host.pages ? host.pages.windowInfo().top : 0;
    for (const touch of [...(event.touches || []), ...(event.changedTouches || [])]) {
      touch.x = touch.clientX - box.left;
      touch.y = touch.clientY + top - box.top;
    }
  };
  return {
    tag: 'canvas',
    properties: { type: String, canvasId: String, disableScroll: Boolean },
    observers: {
      'type, canvasId': function look(type, canvasId) {
        mirror(this, { type, 'canvas-id': canvasId });
      },
      disableScroll(still) {
        this.canvas.style.touchAction = still ? 'none' : '';
      },
    },
    lifetimes: {
      created() {
        this.canvas = inner(host, 'canvas', 'wx-canvas-drawn');
        // Until a program sizes it, a 2d canvas has the size the platform gives it.
        this.canvas.width = 300;
        this.canvas.height = 150;
        this.$$.append(this.canvas);
        for (const name of ['touchstart', 'touchmove', 'touchend', 'touchcancel', 'longtap', 'longpress', 'tap']) {
          listen(this, name, (event) => place(this, event), { capture: true });
        }
      },
      attached() {
        fit(this);
        const { type, canvasId } = this.data;
        if (type || canvasId || this.id) return;
        afterLayout(host, this, () => emit(host, this, 'error', { errMsg: 'canvas-id attribute is undefined' }));
      },
    },
  };
};
