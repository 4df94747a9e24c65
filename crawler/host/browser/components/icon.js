/** `icon`: the pictograms of the platform. */
import { cssValue, inner, mirror, ownStyle, pixels } from './shared/element.js';

/** Path drawn in a 24 by 24 box, and the colour it has unless told otherwise. */
const DISC = 'M12 1a11 11 0 1 0 0 22 11 11 0 0 0 0-22z';
const RING = `${DISC}m0 1.6a9.4 9.4 0 1 1 0 18.8 9.4 9.4 0 0 1 0-18.8z`;
const TICK = 'M10.1 17.2 5.4 12.5l1.3-1.3 3.4 3.4 7.2-7.2 1.3 1.3z';
const CROSS = 'M16.6 6l1.4 1.4-4.6 4.6 4.6 4.6-1.4 1.4-4.6-4.6L7.4 18 6 16.6l4.6-4.6L6 7.4 7.4 6l4.6 4.6z';
const ICONS = {
  success: [`${DISC} ${TICK}`, '#07c160'],
  success_circle: [`${RING} ${TICK}`, '#07c160'],
  success_no_circle: [TICK, '#07c160'],
  info: [`${DISC}M11 10.5h2V18h-2zM11 6.5h2v2h-2z`, '#10aeff'],
  warn: [`${DISC}M11 6.5h2V14h-2zM11 15.5h2v2h-2z`, '#fa5151'],
  waiting: [`${DISC}M11.1 6h1.6v5.7l3.7 3.7-1.1 1.1-4.2-4.2z`, '#10aeff'],
  cancel: [`${RING} ${CROSS}`, '#fa5151'],
  clear: [`${DISC} ${CROSS}`, '#b2b2b2'],
  download: [`${RING}M11.2 6h1.6v7.6l2.7-2.7 1.1 1.1-4.6 4.6L7.4 12l1.1-1.1 2.7 2.7z`, '#07c160'],
  circle: [RING, '#c9c9c9'],
  info_circle: [`${RING}M11.2 10.5h1.6V18h-1.6zM11.2 6.5h1.6v2h-1.6z`, '#07c160'],
  waiting_circle: [`${RING}M11.2 6h1.6v5.7l3.5 3.5-1.1 1.1-4-4z`, '#07c160'],
  safe_success: [`${DISC} ${TICK}`, '#07c160'],
  safe_warn: [`${DISC}M11 6.5h2V14h-2zM11 15.5h2v2h-2z`, '#ffbe00'],
  search: [
    'M10.5 3a7.5 7.5 0 1 1 0 15 7.5 7.5 0 0 1 0-15zm0 1.6a5.9 5.9 0 1 0 0 11.8 5.9 5.9 0 0 0 0-11.8z' +
      'M15.4 16.5l1.1-1.1 5 5-1.1 1.1z',
    '#b2b2b2',
  ],
};
const SVG = 'http://www.w3.org/2000/svg';

export default (host) => {
  const draw = (comp) => {
    const { type, size, color } = comp.data;
    const [path, usual] = ICONS[type] || ['', 'transparent'];
    const width = pixels(host, size) || 23;
    ownStyle(comp, `width:${width}px;height:${width}px;color:${cssValue(color) || usual}`);
    comp.path.setAttribute('d', path);
    mirror(comp, { type });
  };
  return {
    tag: 'icon',
    properties: { type: String, size: { type: null, value: 23 }, color: String, ariaLabel: String },
    observers: {
      'type, size, color': function redraw() {
        draw(this);
      },
      ariaLabel(label) {
        mirror(this, { 'aria-label': label });
      },
    },
    lifetimes: {
      created() {
        const drawing = host.real.createElementNS(SVG, 'svg');
        drawing.setAttribute('viewBox', '0 0 24 24');
        drawing.setAttribute('data-mi-inner', '');
        this.path = host.real.createElementNS(SVG, 'path');
        this.path.setAttribute('fill-rule', 'evenodd');
        this.path.setAttribute('fill', 'currentColor');
        drawing.append(this.path);
        const frame = inner(host, 'i', 'wx-icon-drawn');
        frame.append(drawing);
        this.$$.append(frame);
        draw(this);
      },
    },
  };
};
