/** Lists inside a scroll-view: heads that stick, plain lists, grids. */
import { ownStyle, pixels } from './shared/element.js';

/** `[top, right, bottom, left]` as the platform takes paddings, in CSS px. */
const padded = (host, padding) => {
  if (!Array.isArray(padding) || !padding.length) return '';
  return `padding:${[0, 1, 2, 3].map((side) => `${pixels(host, padding[side] ?? 0)}px`).join(' ')};`;
};

const FALLBACK_COLUMNS = 2;

export default (host) => {
  const box = (tag, properties, css) => ({
    tag,
    properties: { padding: null, ...properties },
    observers: {
      [['padding', ...Object.keys(properties)].join(', ')]: function look() {
        ownStyle(this, padded(host, this.data.padding) + css(this.data));
      },
    },
  });
  const grid = ({ type, crossAxisCount, maxCrossAxisExtent, crossAxisGap, mainAxisGap }) => {
    const widest = pixels(host, maxCrossAxisExtent);
    const columns =
      widest > 0 ? `auto-fill,minmax(min(${widest}px,100%),1fr)` : `${Math.max(1, crossAxisCount)},minmax(0,1fr)`;
    const gaps = `column-gap:${pixels(host, crossAxisGap)}px;row-gap:${pixels(host, mainAxisGap)}px`;
    const align = type === 'masonry' ? 'start' : 'stretch';
    return `display:grid;grid-template-columns:repeat(${columns});${gaps};align-items:${align}`;
  };
  return [
    box('sticky-section', { pushPinnedHeader: { type: Boolean, value: true } }, () => ''),
    box('sticky-header', { offsetTop: null }, ({ offsetTop }) => `top:${pixels(host, offsetTop)}px`),
    box('list-view', {}, () => ''),
    box(
      'grid-view',
      {
        type: { type: String, value: 'aligned' },
        crossAxisCount: { type: Number, value: FALLBACK_COLUMNS },
        maxCrossAxisExtent: null,
        crossAxisGap: null,
        mainAxisGap: null,
      },
      grid,
    ),
  ];
};
