// Runs the two sides of a compiled package, each in a scope of its own: on a device they run in two places.
import { real } from '../primordials.js';

const WIDTH = 375;
const functionText = Function.prototype.call.bind(Function.prototype.toString);
// Scripts with this version or a newer one hand over the tree with its lists and branches marked.
const TREE_VERSION = 0.02;

/** A function that gives the templates of a view's scripts: `code` has path.wxml -> what the compiler gave, `maker` gives
 * those that are not in it. What it is given later knows what it was given before. */
export function createView(runner, report) {
  const surroundings = viewSurroundings();
  return (scripts) => {
    const [maker, own, space] = run(scripts, surroundings, runner, report, 'return[$gwx,__wxAppCode__,__wxCodeSpace__]');
    real.assign(surroundings, { $gwx: maker, __wxCodeSpace__: space });
    // Scripts of old packages begin with tables of their own.
    return { code: { ...surroundings.window.__wxAppCode__, ...own }, maker: typeof maker === 'function' ? maker : null };
  };
}

/** A function that gives the modules some scripts define: path -> text of a body that uses require, module and exports. */
export function createService(runner, report) {
  let modules = {};
  const define = (path, factory) => {
    const name = real.String(path).replace(/^\/+/, '');
    if (typeof factory === 'function' && !(name in modules)) {
      const text = functionText(factory);
      modules[name] = { code: `return(${text}).call(this,require,module,exports)`, source: name };
    }
  };
  const surroundings = serviceSurroundings(define);
  return (scripts) => {
    modules = {};
    const [space] = run(scripts, surroundings, runner, report, 'return[__wxCodeSpace__]');
    surroundings.__wxCodeSpace__ = space;
    return modules;
  };
}

// All scripts of a side share one scope, as they share the globals on a device; a broken one is left out.
function run(scripts, surroundings, runner, report, end) {
  const names = real.keys(surroundings);
  const parts = [];
  for (const [path, text] of scripts) {
    try {
      runner.run(`(function(){${text}\n})`);
      parts.push(`try{${text}\n}catch(e){__miReport(e,${real.stringify(path)})}`);
    } catch (error) {
      report(error, path);
    }
  }
  const whole = `(function(__miReport,${names.join(',')}){${parts.join('\n')}\n${end}})`;
  const values = names.map((name) => surroundings[name]);
  try {
    return real.apply(runner.run(whole), real.window, [report, ...values]);
  } catch (error) {
    report(error, 'the compiled package');
    return [];
  }
}

// What is hidden here is hidden to spare the host's document, not as a wall: the page's policy is the wall.
function viewSurroundings() {
  const element = () => ({
    setAttribute() {}, appendChild() {}, removeChild() {}, addEventListener() {}, childNodes: [], style: {}, styleSheet: null,
  });
  const document = {
    head: element(), body: element(), documentElement: element(), createElement: element, createTextNode: element,
    getElementsByTagName: () => [element()], querySelector: () => null, querySelectorAll: () => [], addEventListener() {}, dispatchEvent() {},
  };
  const window = {
    screen: { width: WIDTH, height: 812 }, devicePixelRatio: 2, navigator: { userAgent: '' }, document,
    __webview_engine_version__: TREE_VERSION, __styleSheetManager2__: { addItem() {}, setCss() {} }, addEventListener() {},
  };
  return surroundingsOf(window, { noCss: true, delayedGwx: true });
}

function serviceSurroundings(define) {
  const nothing = () => {};
  const given = { define, require: nothing, definePlugin: nothing, requirePlugin: nothing, App: nothing, Page: nothing, Component: nothing, Behavior: nothing };
  const around = surroundingsOf({ navigator: { userAgent: '' }, __webview_engine_version__: TREE_VERSION }, { delayedGwx: true, noCss: true });
  // The view has put the names of wxs on the prototypes, which both sides have in common here.
  around.__WXML_GLOBAL__.wxs_nf_init = true;
  return { ...around, ...given };
}

function surroundingsOf(window, version) {
  const shared = { __wxAppCode__: {}, __WXML_GLOBAL__: { entrys: {}, defines: {}, modules: {}, ops: [], ops_cached: {}, total_ops: 0 }, __GWX_GLOBAL__: {} };
  real.assign(window, shared, { __vd_version_info__: version });
  const self = { window, self: window, globalThis: window, global: window, document: window.document, navigator: window.navigator };
  return {
    ...self, ...shared, __vd_version_info__: version, __COMMON_STYLESHEETS__: {}, __wxConfig: {}, __wxCodeSpace__: undefined,
    setCssToHead: () => () => {}, CustomEvent: function CustomEvent() {}, console: quiet(), location: { href: '', search: '' }, $gwx: undefined,
  };
}

function quiet() {
  const nothing = () => {};
  return { log: nothing, info: nothing, warn: nothing, error: nothing, debug: nothing, group: nothing, groupEnd: nothing, time: nothing, timeEnd: nothing };
}
