/** `view` and the text-bearing `cover-view`: plain boxes, with a class while pressed. */
import { followHover, hoverProperties } from './shared/hover.js';
import { afterLayout, mirror, pixels } from './shared/element.js';

const box = (host, tag, extra = {}, observers = {}) => ({
  tag,
  properties: { ...hoverProperties(50, 400), ariaLabel: String, ariaRole: String, ...extra },
  observers: {
    'ariaLabel, ariaRole': function aria(label, role) {
      mirror(this, { 'aria-label': label, role });
    },
    ...observers,
  },
  lifetimes: {
    attached() {
      followHover(host, this);
    },
  },
});

/** A cover-view with `overflow-y: scroll` is put where the program says. */
const coverScroll = (host) => ({
  scrollTop(value) {
    if (value === null || value === '') return;
    afterLayout(host, this, () => {
      this.$$.scrollTop = pixels(host, value);
    });
  },
});

export default (host) => [
  box(host, 'view', { inline: Boolean, animation: null }),
  box(host, 'cover-view', { scrollTop: null, markerId: String, animation: null }, coverScroll(host)),
];
