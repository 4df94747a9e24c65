/** `canvas`: a real one, for the old drawing context and for `type="2d"`. */
import { inner, mirror } from './shared/element.js';

export default (host) => ({
  tag: 'canvas',
  properties: { type: String, canvasId: String, disableScroll: Boolean },
  observers: {
    'type, canvasId': function look(type, canvasId) {
      mirror(this, { type, 'canvas-id': canvasId });
    },
  },
  lifetimes: {
    created() {
      this.canvas = inner(host, 'canvas', 'wx-canvas-drawn');
      // Until a program sizes it, a 2d canvas has the size the platform gives it.
      this.canvas.width = 300;
      this.canvas.height = 150;
      this.$$.append(this.canvas);
      if (this.data.disableScroll) this.$$.style.touchAction = 'none';
    },
    attached() {
      if (this.data.type === '2d') return;
      const box = this.$$.getBoundingClientRect();
      if (!box.width || !box.height) return;
      this.canvas.width = box.width;
      this.canvas.height = box.height;
    },
  },
});
