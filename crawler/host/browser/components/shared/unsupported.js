/** What this host's components do not do, with the reason; a sweep counts who wants it. */
const NOT_SERVED = 'advertisements and the platform\u2019s own cards come from its servers';
const SHOP = 'the platform\u2019s shop draws it';
const LIVE = 'live pictures need the platform\u2019s player';
const SKYLINE = 'a part of the Skyline renderer; its content is shown, its own behaviour is not';

const REASONS = {
  ad: NOT_SERVED,
  'ad-custom': NOT_SERVED,
  'official-account': NOT_SERVED,
  'official-account-publish': NOT_SERVED,
  'live-player': LIVE,
  'channel-live': LIVE,
  'channel-video': LIVE,
  'xr-scene': 'three-dimensional scenes',
  'store-home': SHOP,
  'store-product': SHOP,
  'store-coupon': SHOP,
  'store-gift': SHOP,
  'store-recommend': SHOP,
  'functional-page-navigator': 'pages of a plugin\u2019s own program',
  'editor-portal': SKYLINE,
  'draggable-sheet': SKYLINE,
  'list-builder': SKYLINE,
  'grid-builder': SKYLINE,
  'nested-scroll-header': SKYLINE,
  'nested-scroll-body': SKYLINE,
  'open-container': SKYLINE,
  snapshot: SKYLINE,
  'web-view JSSDK': 'a page inside a web-view cannot call back into the program',
  'picker level sub-district': 'the region data ends with counties',
};

/** Name with its reason, as it is told. */
export const withReason = (name) => {
  const reason = Object.hasOwn(REASONS, name) ? REASONS[name] : name.endsWith('-gesture-handler') ? SKYLINE : '';
  return reason ? `${name} (${reason})` : name;
};
