// Navigation bar, tab bar, background and scrolling of the page on top.
import { findOne, innerComponent, rectOf } from './shared/nodes.js';
import { expect } from './shared/parameters.js';

export default (host) => ({ ...navigationBar(host), ...tabBar(host), ...scrolling(host) });

const COLOUR = /^#[0-9a-f]{3,8}$/i;
/** Without what was not given. */
const given = (values) => Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));

/** A page that is still being made has no bars yet: they change as soon as it has. */
async function whenDrawn(host, change) {
  if (!host.router.current()?.look) await new Promise((resolve) => host.clock.setTimeout(resolve, 0));
  if (host.router.current()?.look) change();
}

function navigationBar(host) {
  const bar = (change) => whenDrawn(host, () => host.bars.navigation(change));
  const setTitle = (options) => {
    expect(host, options, { title: 'String' });
    return bar({ title: options.title });
  };
  const setColor = (options) => {
    expect(host, options, { frontColor: 'String', backgroundColor: 'String' });
    const { frontColor, backgroundColor } = options;
    if (!/^#(000000|ffffff)$/i.test(frontColor)) throw new host.ApiError(`invalid frontColor "${frontColor}"`);
    if (!COLOUR.test(backgroundColor)) throw new host.ApiError(`invalid backgroundColor "${backgroundColor}"`);
    return bar({ frontColor, backgroundColor });
  };
  const setBackground = ({ backgroundColor, backgroundColorTop }) => {
    const colour = String(backgroundColorTop ?? backgroundColor ?? '');
    const scroller = host.router.scroller();
    if (scroller && COLOUR.test(colour)) scroller.style.background = colour;
  };
  const nothing = { recorded: true, run: () => undefined };
  return {
    setNavigationBarTitle: { run: setTitle },
    setNavigationBarColor: { run: setColor },
    showNavigationBarLoading: { run: () => bar({ loading: true }) },
    hideNavigationBarLoading: { run: () => bar({ loading: false }) },
    hideHomeButton: { run: () => bar({ home: false }) },
    setBackgroundColor: { run: setBackground },
    setBackgroundTextStyle: nothing,
    setTopBarText: nothing,
  };
}

function tabBar(host) {
  const bar = (change) => whenDrawn(host, () => host.bars.tab(change));
  const onTabPage = (change) => () => {
    if (host.tabbar.indexOf(host.router.path()) < 0) throw new host.ApiError('not TabBar page');
    return bar(change);
  };
  const item = (change) => (options) => {
    expect(host, options, { index: 'Number' });
    if (host.tabbar.items[options.index] === undefined) throw new host.ApiError('tabbar item not found');
    return bar({ index: options.index, ...change(options) });
  };
  const colours = ({ color, selectedColor, backgroundColor }) => {
    const kept = Object.entries({ color, selectedColor, backgroundColor }).filter(([, value]) => COLOUR.test(value));
    return bar(Object.fromEntries(kept));
  };
  const content = ({ text, iconPath, selectedIconPath }) => given({ text, iconPath, selectedIconPath });
  return {
    showTabBar: { run: onTabPage({ visible: true }) },
    hideTabBar: { run: onTabPage({ visible: false }) },
    setTabBarItem: { run: item(content) },
    setTabBarStyle: { run: colours },
    setTabBarBadge: { run: item(({ text }) => ({ badge: String(text ?? '') })) },
    removeTabBarBadge: { run: item(() => ({ badge: '' })) },
    showTabBarRedDot: { run: item(() => ({ dot: true })) },
    hideTabBarRedDot: { run: item(() => ({ dot: false })) },
  };
}

function scrolling(host) {
  return {
    startPullDownRefresh: { run: () => host.router.startPullDownRefresh() },
    stopPullDownRefresh: { run: () => host.router.stopPullDownRefresh() },
    pageScrollTo: { run: (options) => pageScrollTo(host, options) },
    loadFontFace: { run: (options) => loadFontFace(host, options) },
    loadBuiltInFontFace: { recorded: true, run: () => undefined },
  };
}

/** Waits for the frame in which what setData changed is laid out; then scrolls at once. */
async function pageScrollTo(host, { scrollTop, selector, offsetTop = 0 }) {
  await new Promise((resolve) => host.real.requestAnimationFrame(resolve));
  const scroller = host.router.scroller();
  if (!scroller) return;
  let top = Number(scrollTop);
  if (selector !== undefined) {
    const found = findOne(innerComponent(host), selector);
    if (found === null) throw new host.ApiError('No such node');
    top = rectOf(found).top - scroller.getBoundingClientRect().top + scroller.scrollTop + Number(offsetTop);
  }
  if (Number.isNaN(top)) throw new host.ApiError('parameter error: parameter.scrollTop should be Number');
  scroller.scrollTop = top;
}

async function loadFontFace(host, options) {
  expect(host, options, { family: 'String', source: 'String' });
  const face = new FontFace(options.family, options.source, options.desc ?? {});
  try {
    await host.busy(face.load());
  } catch {
    throw new host.ApiError('error');
  }
  document.fonts.add(face);
  return { status: 'loaded' };
}
