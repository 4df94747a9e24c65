// App(), the globals of a mini program, and its first page.
import { real } from '../primordials.js';
import { installFunction } from './functions.js';
import { parseQuery } from './query.js';

const ECMA = [
  'Object', 'Array', 'Function', 'String', 'Number', 'Boolean', 'Symbol', 'BigInt', 'Math', 'JSON', 'Reflect', 'Proxy', 'Promise',
  'Map', 'Set', 'WeakMap', 'WeakSet', 'Error', 'TypeError', 'RangeError', 'SyntaxError', 'ReferenceError', 'RegExp', 'Date',
  'ArrayBuffer', 'DataView', 'Uint8Array', 'Int8Array', 'Uint16Array', 'Int16Array', 'Uint32Array', 'Int32Array',
  'Float32Array', 'Float64Array', 'Uint8ClampedArray', 'parseInt', 'parseFloat', 'isNaN', 'isFinite', 'encodeURIComponent',
  'decodeURIComponent', 'encodeURI', 'decodeURI', 'escape', 'unescape', 'setTimeout', 'setInterval', 'clearTimeout',
  'clearInterval', 'requestAnimationFrame', 'cancelAnimationFrame', 'Intl', 'WebAssembly',
];
const APP_EVENTS = [
  ['appShow', 'onShow'], ['appHide', 'onHide'], ['error', 'onError'], ['pageNotFound', 'onPageNotFound'],
  ['unhandledRejection', 'onUnhandledRejection'], ['themeChange', 'onThemeChange'],
];

// Opened by another program, an official account or an app: then referrerInfo names it. Nobody is named here.
const REFERRED = [1020, 1035, 1036, 1037, 1038, 1043];
const referrerOf = (scene) => (REFERRED.includes(scene) ? { appId: '', extraData: {} } : {});

export function createLaunch({ host, program, registry, modules, wx, shared }) {
  const missingApp = {};

  const callApp = (name, ...args) => {
    const app = host.app.instance;
    host.send({ t: 'lifecycle', scope: 'app', name, path: '' });
    if (!app || typeof app[name] !== 'function') return;
    try {
      app[name](...args);
    } catch (error) {
      host.reportError(error, 'App.' + name, 'project');
    }
  };

  host.startApp = (definition) => {
    if (host.app.instance) return;
    host.app.instance = definition;
    for (const [event, name] of APP_EVENTS) {
      if (name !== 'onShow' && name !== 'onHide' && typeof definition[name] === 'function') {
        host.events.on(event, (payload) => definition[name](payload));
      }
    }
    callApp('onLaunch', host.app.launch);
    callApp('onShow', host.app.enter);
  };

  // The order of a device: the page hides before its app, and shows after it.
  host.appHide = () => {
    host.router.background();
    callApp('onHide');
    host.events.emit('appHide', {});
  };
  host.appShow = (options) => {
    host.app.enter = options || host.app.enter;
    callApp('onShow', host.app.enter);
    host.events.emit('appShow', host.app.enter);
    host.router.foreground();
  };

  host.exit = (reason) => {
    host.exited = true;
    host.send({ t: 'exit', reason });
    host.appHide();
  };

  const install = () => {
    const globals = {
      ...registry.globals,
      wx,
      getApp: () => host.app.instance || missingApp,
      getCurrentPages: () => host.router.opened().map((entry) => entry.instance),
      requirePlugin: (name) => {
        host.send({ t: 'unsupported', name: 'plugin ' + real.String(name) });
        throw new real.Error(`plugin ${name} is not supported`);
      },
      __wxConfig: {
        envVersion: 'release', platform: host.config.system?.platform || 'android', appType: 0, accountInfo: { appId: host.config.appid },
        pages: [...program.pages], entryPagePath: program.entry, tabBar: program.app.tabBar,
      },
    };
    for (const name of real.keys(globals)) {
      real.defineProperty(real.window, name, { value: globals[name], writable: true, enumerable: true, configurable: true });
      real.defineProperty(shared, name, {
        get: () => real.window[name], set: (value) => { real.window[name] = value; }, enumerable: true, configurable: true,
      });
    }
    for (const name of ECMA) if (name in real.window) shared[name] = real.window[name];
    installFunction(shared);
    shared.global = shared;
    shared.globalThis = shared;
  };

  return (path, query, scene) => {
    const entry = path || program.entry;
    const options = { path: entry, query: parseQuery(query), scene, referrerInfo: referrerOf(scene), forwardMaterials: [], mode: 'default', apiCategory: 'default' };
    host.app.launch = options;
    host.app.enter = options;
    install();
    host.loadCode();
    try {
      if (modules.has('app.js')) modules.load('app.js');
    } catch (error) {
      host.reportError(error, 'app.js');
    }
    // A program may have gone elsewhere from App.onLaunch; its own page then stays on top.
    if (host.router.stack.length) return;
    if (host.isPage(entry)) host.router.launch(entry, query);
    else {
      host.send({ t: 'route', type: 'notFound', path: entry, query, origin: '' });
      host.events.emit('pageNotFound', { path: entry, query: parseQuery(query), isEntryPage: true });
      if (!host.router.stack.length) host.router.launch(program.entry, '');
    }
  };
}
