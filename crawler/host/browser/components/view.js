/** `view` and the text-bearing `cover-view`: plain boxes, with a class while pressed. */
import { followHover, hoverProperties } from './shared/hover.js';
import { mirror } from './shared/element.js';

const box = (host, tag, extra = {}) => ({
  tag,
  properties: { ...hoverProperties(50, 400), ariaLabel: String, ariaRole: String, ...extra },
  observers: {
    'ariaLabel, ariaRole': function aria(label, role) {
      mirror(this, { 'aria-label': label, role });
    },
  },
  lifetimes: {
    attached() {
      followHover(host, this);
    },
  },
});

export default (host) => [
  box(host, 'view', { inline: Boolean, animation: null }),
  box(host, 'cover-view', { scrollTop: null, markerId: String, animation: null }),
];
