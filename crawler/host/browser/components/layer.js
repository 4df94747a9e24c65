/** `page-container` and `root-portal`: content laid over the page. */
import { emit, listen, mirror, ownStyle, setOwn } from './shared/element.js';

export default (host) => {
  /** Portalled content is fixed over everything without leaving its place in the tree. */
  const portal = {
    tag: 'root-portal',
    properties: { enable: { type: Boolean, value: true } },
    lifetimes: {
      created() {
        this.$$.classList.add('wx-root-portal-on');
      },
    },
    observers: {
      enable(on) {
        this.$$.classList.toggle('wx-root-portal-on', on);
      },
    },
  };

  const container = {
    tag: 'page-container',
    properties: {
      show: Boolean,
      duration: { type: Number, value: 300 },
      zIndex: { type: Number, value: 100 },
      overlay: { type: Boolean, value: true },
      position: { type: String, value: 'bottom' },
      round: Boolean,
      closeOnSlideDown: Boolean,
      overlayStyle: String,
      customStyle: String,
    },
    observers: {
      show(show) {
        const names = show ? ['beforeenter', 'enter', 'afterenter'] : ['beforeleave', 'leave', 'afterleave'];
        this.$$.hidden = !show;
        for (const name of names) emit(host, this, name, {});
      },
      'zIndex, position, round, overlay, customStyle': function look(zIndex, position, round, overlay, style) {
        mirror(this, { position, round, overlay });
        ownStyle(this, `z-index:${zIndex};${style || ''}`);
      },
    },
    lifetimes: {
      created() {
        this.$$.hidden = true;
        mirror(this, { position: 'bottom', overlay: true });
        listen(this, 'tap', (event) => {
          const original = event.getOriginalEvent();
          if (original && original.target === this.$$) {
            emit(host, this, 'clickoverlay', {});
            setOwn(host, this, { show: false });
          }
        });
      },
    },
  };

  return [portal, container];
};
