/** Boxes that only arrange their content, and what this host does not run and says so. */
import { tellUnsupported } from './shared/element.js';
import { placeholderBox } from './shared/placeholder.js';

const PLAIN = [
  'share-element', 'custom-wrapper', 'grid-view', 'list-view', 'list-builder', 'grid-builder', 'sticky-header',
  'sticky-section', 'nested-scroll-header', 'nested-scroll-body', 'open-container', 'snapshot', 'span', 'selection',
  'keyboard-accessory', 'draggable-sheet', 'tap-gesture-handler', 'double-tap-gesture-handler', 'pan-gesture-handler',
  'scale-gesture-handler', 'force-press-gesture-handler', 'long-press-gesture-handler', 'vertical-drag-gesture-handler',
  'horizontal-drag-gesture-handler',
];

const UNSUPPORTED = {
  'xr-scene': '三维场景',
  'store-home': '微信小店',
  'store-product': '微信小店商品',
  'store-coupon': '微信小店优惠券',
  'store-gift': '微信小店礼物',
  'functional-page-navigator': '插件功能页',
  'editor-portal': '编辑器',
};

export default (host) => [
  ...PLAIN.map((tag) => ({ tag, properties: {} })),
  ...Object.entries(UNSUPPORTED).map(([tag, title]) => ({
    tag,
    properties: {},
    lifetimes: {
      created() {
        placeholderBox(host, this, 'unsupported').say(title, ['此环境不支持']);
        tellUnsupported(host, tag);
      },
    },
  })),
];
