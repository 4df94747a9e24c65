// Navigation bar, tab bar, background and scrolling of the page on top.
import { findOne, innerComponent, rectOf } from './shared/nodes.js';
import { expect } from './shared/parameters.js';

export default (host) => ({ ...navigationBar(host), ...tabBar(host), ...scrolling(host) });

function navigationBar(host) {
  /** Changes the look of the page on top; nothing to do when there is none. */
  const look = (change) => {
    const top = host.pages.top();
    if (!top?.look) return;
    Object.assign(top.look, change);
    host.chrome.update(top);
  };
  const setTitle = (options) => {
    expect(host, options, { title: 'String' });
    look({ title: options.title });
  };
  const setColor = (options) => {
    expect(host, options, { frontColor: 'String', backgroundColor: 'String' });
    const { frontColor, backgroundColor } = options;
    if (!/^#(000000|ffffff)$/i.test(frontColor)) throw new host.ApiError(`invalid frontColor "${frontColor}"`);
    look({ front: frontColor, background: backgroundColor });
  };
  const setBackground = ({ backgroundColor, backgroundColorTop }) => {
    const scroller = host.pages.top()?.scroller;
    if (scroller) scroller.style.background = String(backgroundColorTop ?? backgroundColor ?? '');
  };
  const nothing = { run: () => undefined };
  return {
    setNavigationBarTitle: { run: setTitle },
    setNavigationBarColor: { run: setColor },
    showNavigationBarLoading: { run: () => look({ loading: true }) },
    hideNavigationBarLoading: { run: () => look({ loading: false }) },
    hideHomeButton: { run: () => look({ canHome: false }) },
    setBackgroundColor: { run: setBackground },
    setBackgroundTextStyle: nothing,
    setTopBarText: nothing,
  };
}

function tabBar(host) {
  const draw = () => {
    const top = host.pages.top();
    if (top?.look) host.chrome.update(top);
  };
  const onTabPage = (change) => () => {
    if (host.tabbar.indexOf(host.router.current()) < 0) throw new host.ApiError('not TabBar page');
    Object.assign(host.tabbar.look, change);
    draw();
  };
  const item = (change) => (options) => {
    expect(host, options, { index: 'Number' });
    const found = host.tabbar.items[options.index];
    if (found === undefined) throw new host.ApiError('tabbar item not found');
    Object.assign(found, change(options));
    draw();
  };
  const given = (values) => Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
  const setItem = ({ text, iconPath, selectedIconPath }) =>
    given({ text, icon: iconPath, selectedIcon: selectedIconPath });
  const setStyle = ({ color, selectedColor, backgroundColor, borderStyle }) => {
    const border = { white: '#eeeeee', black: '#d8d8d8' }[borderStyle];
    Object.assign(host.tabbar.look, given({ color, selectedColor, background: backgroundColor, border }));
    draw();
  };
  return {
    showTabBar: { run: onTabPage({ hidden: false }) },
    hideTabBar: { run: onTabPage({ hidden: true }) },
    setTabBarItem: { run: item(setItem) },
    setTabBarStyle: { run: setStyle },
    setTabBarBadge: { run: item(({ text }) => ({ badge: String(text ?? '') })) },
    removeTabBarBadge: { run: item(() => ({ badge: '' })) },
    showTabBarRedDot: { run: item(() => ({ dot: true })) },
    hideTabBarRedDot: { run: item(() => ({ dot: false })) },
  };
}

function scrolling(host) {
  const withTop = (act) => () => {
    const top = host.pages.top();
    if (top?.look) act(top);
  };
  return {
    startPullDownRefresh: { run: withTop((top) => host.chrome.pull(top)) },
    stopPullDownRefresh: { run: withTop((top) => host.chrome.stopPull(top)) },
    pageScrollTo: { run: (options) => pageScrollTo(host, options) },
    loadFontFace: { run: (options) => loadFontFace(host, options) },
  };
}

/** Waits for the frame in which what setData changed is laid out; then scrolls at once. */
async function pageScrollTo(host, { scrollTop, selector, offsetTop = 0 }) {
  await new Promise((resolve) => host.real.requestAnimationFrame(resolve));
  const scroller = host.pages.top()?.scroller;
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
