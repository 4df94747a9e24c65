// One page: its frame in the document, its instance, its life.
import { real } from '../primordials.js';
import { BAR, createNavbar, make, STATUS, TABS, windowOf } from './chrome.js';
import { circleFrom } from './cycles.js';
import { parseQuery, queryText } from './query.js';

export function createPages({ framework, program, registry, styles, host, root }) {
  const { glassEasel, context, space } = framework;
  // To ask the window for its size is to lay the page out, so it is asked when it changes.
  const size = {};
  const measure = () => {
    size.width = real.window.innerWidth;
    size.height = real.window.innerHeight;
  };
  measure();
  real.addEventListener(real.window, 'resize', measure);
  // Ids of pages are unique over the launches of one automation server.
  let count = host.config.firstPage || 0;

  const lifecycle = (entry, name, ...args) => {
    host.send({ t: 'lifecycle', scope: 'page', name, path: entry.path });
    const handler = entry.instance ? entry.instance[name] : undefined;
    if (typeof handler !== 'function') return undefined;
    try {
      return handler.apply(entry.instance, args);
    } catch (error) {
      host.reportError(error, `${entry.path} ${name}`);
      return undefined;
    }
  };

  const frameOf = (entry) => {
    const { look } = entry;
    const page = make('div', { class: 'mi-page', 'data-mi-page': entry.path });
    const frame = make('div', { class: 'mi-frame' });
    const scroller = make('div', { class: 'mi-scroll' + (look.disableScroll ? ' still' : '') });
    const pull = make('div', { class: 'mi-pull' }, '···');
    const place = make('div');
    real.appendChild(scroller, pull);
    real.appendChild(scroller, place);
    real.appendChild(frame, scroller);
    real.appendChild(page, frame);
    entry.navbar = look.custom ? null : createNavbar(look, host.barActions);
    if (entry.navbar) real.appendChild(page, entry.navbar.element);
    scroller.style.background = look.page;
    Object.assign(entry, { page, frame, scroller, pull, place });
    layout(entry);
  };

  const layout = (entry) => {
    const tabs = host.tabbar.shownFor(entry.path) ? TABS : 0;
    const top = entry.look.custom ? 0 : STATUS + BAR;
    entry.frame.style.top = top + 'px';
    entry.frame.style.bottom = tabs + 'px';
    const height = size.height - top - tabs;
    entry.info = { top, width: size.width, height, scroll: 0 };
    entry.frame.style.setProperty('--mi-vh', height / 100 + 'px');
    host.dialogs.capsule?.light(real.String(entry.look.front).toLowerCase() === '#ffffff');
  };

  const open = (path, query, options = {}) => {
    count += 1;
    const entry = { id: count, path, route: path, query, look: windowOf(program.app, program.pageConfigs[path] || {}), shown: false };
    entry.look.canBack = options.depth > 0;
    entry.look.canHome = !entry.look.canBack && entry.look.home && options.canHome === true;
    frameOf(entry);
    real.appendChild(root, entry.page);
    registry.load(path);
    styles.show(path);
    const component = create(path, query);
    entry.component = component;
    entry.instance = component.getMethodCaller();
    entry.element = component.$$;
    options.made?.(entry);
    dress(entry, options);
    glassEasel.Element.replaceDocumentElement(component, entry.scroller, entry.place);
    addCustomTabbar(entry);
    lifecycle(entry, 'onLoad', parseQuery(query));
    watchScroll(entry);
    return entry;
  };

  const reportCreation = (error, path) => {
    const circle = error instanceof RangeError ? circleFrom(path, program.configs) : null;
    const deep = error instanceof RangeError && /call stack/.test(error.message);
    if (circle === null && deep) host.reportError(error, `${path}: a template or data of the page goes round without end`, 'project');
    else if (circle === null) host.reportError(error, `${path}: creating the page`);
    else host.reportError(new real.Error(`components use one another without end: ${circle.join(' -> ')}`), `${path}: creating the page`, 'project');
  };

  // A page whose template throws on its first data stays open and empty, as on a device.
  const create = (path, query) => {
    const components = space.getComponentSpace();
    const text = queryText(query);
    try {
      return components.createComponentByUrl('wx-page-root', text ? `${path}?${text}` : path, null, context);
    } catch (error) {
      reportCreation(error, path);
      return components.createComponentByUrl('wx-page-root', registry.empty(), null, context);
    }
  };

  const dress = (entry, options) => {
    const { instance, path } = entry;
    const channel = options.channel;
    const own = (name, value) => real.defineProperty(instance, name, { value, writable: true, enumerable: false, configurable: true });
    // The functions of a page know it however they are called, as in `setInterval(this.draw)`; a component's do not.
    for (const name of registry.boundOf(path)) {
      const method = instance[name];
      if (typeof method === 'function') own(name, method.bind(instance));
    }
    own('route', path);
    own('__route__', path);
    own('options', parseQuery(entry.query));
    own('getOpenerEventChannel', () => channel || host.emptyChannel());
    own('getTabBar', () => entry.customTabbar || null);
    own('getAppBar', () => null);
    own('getPageId', () => 'pageId:' + entry.id);
    own('__wxWebviewId__', entry.id);
    own('renderer', 'webview');
  };

  const addCustomTabbar = (entry) => {
    if (!host.tabbar.custom || host.tabbar.indexOf(entry.path) < 0 || !program.configs['custom-tab-bar/index']) return;
    registry.load('custom-tab-bar/index');
    const place = make('div');
    const holder = make('div', { class: 'mi-custom-tabbar' });
    real.appendChild(holder, place);
    real.appendChild(entry.frame, holder);
    try {
      const bar = space.getComponentSpace().createComponentByUrl('wx-custom-tab-bar', 'custom-tab-bar/index', null, context);
      entry.customTabbar = bar.getMethodCaller();
      entry.customTabbarComponent = bar;
      glassEasel.Element.replaceDocumentElement(bar, holder, place);
    } catch (error) {
      host.reportError(error, 'custom-tab-bar/index');
    }
  };

  const watchScroll = (entry) => {
    let reached = false;
    real.addEventListener(entry.scroller, 'scroll', () => {
      const { scrollTop, scrollHeight, clientHeight } = entry.scroller;
      entry.info.scroll = scrollTop;
      if (typeof entry.instance.onPageScroll === 'function') guard(entry, 'onPageScroll', [{ scrollTop }]);
      const near = scrollHeight - scrollTop - clientHeight <= entry.look.reach;
      if (near && !reached && scrollTop > 0) lifecycle(entry, 'onReachBottom');
      reached = near;
    });
  };

  const guard = (entry, name, args) => {
    try {
      entry.instance[name](...args);
    } catch (error) {
      host.reportError(error, `${entry.path} ${name}`);
    }
  };

  const show = (entry) => {
    real.setAttribute(entry.page, 'class', 'mi-page');
    styles.show(entry.path);
    host.tabbar.update(entry.path);
    layout(entry);
    if (entry.shown) return;
    entry.shown = true;
    lifecycle(entry, 'onShow');
    entry.component.triggerPageLifetime('show', []);
    entry.customTabbarComponent?.triggerPageLifetime('show', []);
    if (!entry.ready) {
      entry.ready = true;
      host.afterPaint(() => {
        host.flushReady();
        if (!entry.closed) lifecycle(entry, 'onReady');
      });
    }
  };

  const hide = (entry, quiet) => {
    if (entry.shown) {
      entry.shown = false;
      if (!quiet) lifecycle(entry, 'onHide');
      entry.component.triggerPageLifetime('hide', []);
    }
  };

  const cover = (entry) => real.setAttribute(entry.page, 'class', 'mi-page hidden');

  const close = (entry) => {
    entry.closed = true;
    lifecycle(entry, 'onUnload');
    for (const component of [entry.component, entry.customTabbarComponent]) {
      if (component) glassEasel.Element.pretendDetached(component);
    }
    real.remove(entry.page);
  };

  return { open, show, hide, cover, close, layout, lifecycle };
}
