// The page stack and its rules.
import { real } from '../primordials.js';
import { parseQuery, queryText } from './query.js';
import { createChannel } from './channel.js';

const LIMIT = 10;
// Pages that the inspector opens leave the program room to open some of its own.
const ROOM = 5;

export function createRouter({ pages, program, host }) {
  const stack = [];
  const tabs = new real.Map();

  const top = () => stack[stack.length - 1] || null;
  const path = () => (top() ? top().path : '');
  const arrived = (openType) => {
    const entry = top();
    if (!entry || entry.pending) return;
    const query = parseQuery(entry.query);
    const route = { path: entry.path, query, openType, webviewId: entry.id, renderer: 'webview', timeStamp: host.clock.now() };
    for (const event of ['appRoute', 'appRouteDone']) host.events.emit(event, route);
  };
  const tell = (type, to, query, origin) => {
    host.send({ t: 'route', type, path: to, query: queryText(query), origin });
    host.afterPaint(() => arrived(type));
  };
  const check = (to) => {
    if (!host.isPage(to)) throw new host.ApiError(`page "${to}" is not found`);
  };
  const isKept = (entry) => tabs.get(entry.path) === entry;
  const drop = (entry) => {
    if (isKept(entry)) tabs.delete(entry.path);
    if (!entry.pending) pages.close(entry);
  };

  // The place in the stack is taken before onLoad runs, so that getCurrentPages is right inside it.
  const put = (to, query, channel) => {
    const place = { pending: true, path: to, route: to };
    stack.push(place);
    const first = program.entry;
    const options = {
      depth: stack.length - 1, channel, canHome: to !== first && host.tabbar.indexOf(to) < 0,
      made(entry) {
        const at = stack.indexOf(place);
        if (at >= 0) stack[at] = entry;
        if (host.tabbar.indexOf(to) >= 0) tabs.set(to, entry);
      },
    };
    let entry = null;
    try {
      entry = pages.open(to, query, options);
    } catch (error) {
      if (stack.includes(place)) stack.splice(stack.indexOf(place), 1);
      throw error;
    }
    if (top() === entry) pages.show(entry);
    return entry;
  };

  const navigateTo = (to, query, options = {}) => {
    check(to);
    if (stack.length >= LIMIT) throw new host.ApiError('webview count limit exceed');
    const pair = createChannel(host, options.events);
    const below = top();
    tell('navigateTo', to, query, path());
    if (below) pages.hide(below);
    put(to, query, pair.opened);
    if (below && below !== top()) pages.cover(below);
    return { eventChannel: pair.opener };
  };

  const redirectTo = (to, query) => {
    check(to);
    tell('redirectTo', to, query, path());
    const old = stack.pop();
    if (old) drop(old);
    put(to, query);
    return {};
  };

  const restart = (to, query) => {
    const gone = new real.Set([...stack, ...tabs.values()]);
    stack.length = 0;
    tabs.clear();
    for (const entry of [...gone].reverse()) if (!entry.pending) pages.close(entry);
    put(to, query);
    return {};
  };

  const reLaunch = (to, query) => {
    check(to);
    tell('reLaunch', to, query, path());
    return restart(to, query);
  };

  const switchTab = (to) => {
    check(to);
    const kept = tabs.get(to);
    if (kept && top() === kept) return {};
    tell('switchTab', to, '', path());
    if (top()) pages.hide(top());
    for (const entry of stack.splice(0).reverse()) {
      if (isKept(entry)) pages.cover(entry);
      else drop(entry);
    }
    if (kept) {
      stack.push(kept);
      pages.show(kept);
    } else put(to, '');
    return {};
  };

  const navigateBack = (delta = 1) => {
    // An open page-container goes first, and the page stays.
    if (top()?.closeCover?.()) return {};
    const count = Math.min(Math.max(1, Number(delta) || 1), stack.length - 1);
    if (count < 1) throw new host.ApiError('cannot navigate back at first page');
    const origin = path();
    for (const entry of stack.splice(stack.length - count, count).reverse()) drop(entry);
    tell('navigateBack', path(), top().query, origin);
    pages.show(top());
    return {};
  };

  return {
    /** Entries of the open pages, bottom first: {path, route, query, instance, element, scroller, frame, info, look}. */
    stack,
    /** In a task of the inspector's no page is being opened: what still waits was stopped in its middle. */
    heal() {
      for (let at = stack.length - 1; at >= 0; at -= 1) if (stack[at].pending) stack.splice(at, 1);
    },
    opened: () => stack.filter((entry) => !entry.pending),
    /** The entry on top, or null. */
    current: top,
    path,
    navigateTo,
    redirectTo,
    reLaunch,
    switchTab,
    navigateBack,
    scroller: () => (top() ? top().scroller : null),
    startPullDownRefresh: () => { if (top()) host.chrome.pull(top()); },
    stopPullDownRefresh: () => { if (top()) host.chrome.stopPull(top()); },
    /** The program goes into the background, or comes back: for its page that is a hide and a show. */
    background() {
      const entry = top();
      if (entry && !entry.pending) pages.hide(entry);
    },
    foreground() {
      const entry = top();
      if (entry && !entry.pending) pages.show(entry);
    },
    /** The first page of a launch. */
    launch(to, query) {
      tell('appLaunch', to, query, '');
      return restart(to, query);
    },
    /** Open as a link, a tab or a page would: whichever the page's place in the program allows. */
    open(to, query, type) {
      if (type === 'reLaunch') return reLaunch(to, query);
      if (host.tabbar.indexOf(to) >= 0) return switchTab(to);
      if (stack.length > ROOM) return reLaunch(to, query);
      return type === 'redirectTo' ? redirectTo(to, query) : navigateTo(to, query);
    },
  };
}
