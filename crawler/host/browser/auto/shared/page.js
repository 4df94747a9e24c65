// Page.*: one open page and what it holds.
import { real } from '../../primordials.js';
import { callWith } from './functions.js';
import { select, selectByPath } from './mirror.js';
import { at } from './paths.js';

export function pageMethods(tools) {
  const { host, handles, compile } = tools;

  const one = (found) => {
    if (!found.length) throw new real.Error('no such element');
    return handles.describe(found[0]);
  };
  const all = (found) => ({ elements: found.map(handles.describe) });
  const bySelector = ({ pageId, selector }) => select(tools, handles.page(pageId).component, selector, true);
  const byPath = ({ pageId, selector }) => selectByPath(tools, handles.page(pageId).component, selector);

  /** The page's window as its own view would tell of it; the part that scrolls is the host's. */
  const windowProperty = (entry, name) => {
    const { scroller, info } = entry;
    const known = {
      __proto__: null, innerWidth: info.width, innerHeight: info.height, scrollX: scroller.scrollLeft, scrollY: scroller.scrollTop,
      pageXOffset: scroller.scrollLeft, pageYOffset: scroller.scrollTop, devicePixelRatio: real.window.devicePixelRatio,
    };
    if (name in known) return known[name];
    const part = /^document\.(?:documentElement|body)\.((?:scroll|client|offset)[A-Z]\w*)$/.exec(name);
    return part ? scroller[part[1]] ?? null : null;
  };

  return {
    'Page.getElement': (params) => one(bySelector(params)),
    'Page.getElements': (params) => all(bySelector(params)),
    'Page.getElementByXpath': (params) => one(byPath(params)),
    'Page.getElementsByXpath': (params) => all(byPath(params)),
    'Page.getData': ({ pageId, path }) => ({ data: at(handles.page(pageId).instance.data, path) ?? null }),
    'Page.setData': ({ pageId, data }) => {
      handles.page(pageId).instance.setData(data || {});
      return {};
    },
    'Page.callMethod': ({ pageId, method, args }) => {
      const { instance } = handles.page(pageId);
      if (typeof instance[method] !== 'function') throw new real.Error(`page.${method} not exists`);
      return callWith(instance[method], instance, args);
    },
    'Page.callFunction': ({ pageId, functionDeclaration, args }) => {
      handles.page(pageId);
      return callWith(compile(functionDeclaration, { page: true }), undefined, args);
    },
    'Page.getWindowProperties': ({ pageId, names }) => {
      const entry = handles.page(pageId);
      return { properties: names.map((name) => windowProperty(entry, name)) };
    },
    /** Whether input can reach the page: only the one on top is drawn. */
    'Page.isOnTop': ({ pageId }) => ({ top: handles.page(pageId) === host.router.current() }),
  };
}
