/** Boxes that only hold their content, and what this host does not run and says so. */
import { emit, listen, tellUnsupported } from './shared/element.js';
import { placeholderBox } from './shared/placeholder.js';

const PLAIN = ['span', 'custom-wrapper', 'selection', 'aria-component', 'native-component'];

/** Of the Skyline renderer: the content stands in the page as it would in a plain box. */
const FALLING_BACK = [
  'list-builder',
  'grid-builder',
  'nested-scroll-header',
  'nested-scroll-body',
  'open-container',
  'snapshot',
  'draggable-sheet',
  'tap-gesture-handler',
  'double-tap-gesture-handler',
  'pan-gesture-handler',
  'scale-gesture-handler',
  'force-press-gesture-handler',
  'long-press-gesture-handler',
  'vertical-drag-gesture-handler',
  'horizontal-drag-gesture-handler',
];

const UNSUPPORTED = {
  'xr-scene': '三维场景',
  'store-home': '微信小店',
  'store-product': '微信小店商品',
  'store-coupon': '微信小店优惠券',
  'store-gift': '微信小店礼物',
  'store-recommend': '微信小店推荐',
  'editor-portal': '编辑器',
};

/** A link to a page of a plugin's own program, which does not exist here: a tap fails as without the plugin. */
const functionalPage = (host) => ({
  tag: 'functional-page-navigator',
  properties: { version: { type: String, value: 'release' }, name: String, args: null },
  lifetimes: {
    created() {
      tellUnsupported(host, 'functional-page-navigator');
      listen(this, 'tap', () =>
        emit(host, this, 'fail', { errMsg: `navigateToFunctionalPage:fail ${this.data.name}` }),
      );
    },
  },
});

export default (host) => [
  ...PLAIN.map((tag) => ({ tag, properties: {} })),
  ...FALLING_BACK.map((tag) => ({
    tag,
    properties: {},
    lifetimes: {
      created() {
        tellUnsupported(host, tag);
      },
    },
  })),
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
  functionalPage(host),
];
