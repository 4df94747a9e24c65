// Puts the platform's pieces together and runs the program in them.
import { real } from '../primordials.js';
import { createTabbar, make, windowOf } from './chrome.js';
import { createControl } from './control.js';
import { createBars } from './bars.js';
import { connectEvents } from './events.js';
import { createFramework } from './framework.js';
import { createLaunch } from './launch.js';
import { createPages } from './pages.js';
import { createRegistry } from './registry.js';
import { createRouter } from './router.js';
import { createStyles } from './styles.js';
import { createWxs } from './wxs.js';
import { loadPackage } from '../packed/main.js';
import { createChannel } from './channel.js';

const IGNORED = [
  'keys are not unique', 'wx:for-list', 'wx:for', 'type-incompatible', 'is not a valid property', 'unsupported model binding', 'as for-list',
];

export function startProgram({ host, boot, bridge, runner, program, parts, recorder, quiet, createModules }) {
  const root = make('div', { id: 'mi-root' });
  real.appendChild(real.document.body, root);
  const pageSet = new real.Set(program.pages);
  host.isPage = (path) => pageSet.has(path);
  host.readyQueue = [];
  host.flushReady = () => {
    for (const component of host.readyQueue.splice(0)) component.triggerLifetime('ready', []);
  };
  host.afterPaint = (work) => real.requestAnimationFrame(() => real.setTimeout(work, 0));
  host.emptyChannel = () => createChannel(host, {}).opened;
  host.barActions = {
    back: () => { if (host.router.stack.length > 1) host.router.navigateBack(1); },
    home: () => host.router.reLaunch(program.entry, ''),
  };

  const components = collect(parts.components, host).filter((found) => found && found.tag);
  host.builtins = new real.Map(components.map(({ tag, properties }) => [tag, properties || {}]));
  const framework = createFramework(host, components);
  connectEvents(framework, host);
  listenForErrors(framework.glassEasel, host);
  const wxs = createWxs(framework.glassEasel, host);
  host.templateGroups = templateGroups(runner, program, wxs, host);
  host.loadCode = () => { if (program.packed.length) loadPackage({ host, program, base: boot.base, runner, wxs }); };

  const styles = createStyles(program);
  styles.app();
  host.tabbar = createTabbar(program.app, host.project, { select: (index) => selectTab(host, index) });
  const programConsole = consoleOf(host);
  const shared = {};
  const loading = { program, base: boot.base, runner, report: (e) => host.send({ t: 'error', ...e }), console: programConsole };
  const modules = createModules({ ...loading, globals: shared });
  /** Code that runs beside the program's own, with names of its own. */
  host.createModules = (more) => createModules({ ...loading, globals: {}, more });
  const registry = createRegistry({ framework, program, modules, styles, host });
  const pages = createPages({ framework, program, registry, styles, host, root });
  host.router = createRouter({ pages, program, host });
  host.pages = {
    top: () => host.router.current(),
    windowInfo: () => host.router.current()?.info || { top: 64, width: real.window.innerWidth, height: real.window.innerHeight - 64, scroll: 0 },
    layout: pages.layout,
    lifecycle: pages.lifecycle,
  };
  host.chrome = chromeOf(host, pages);
  host.bars = createBars(host);
  real.appendChild(root, host.tabbar.element);

  const control = createControl({ host, bridge, quiet });
  collect(parts.native, host);
  const apis = collect(parts.api, host);
  const wx = recorder.wrap(apis);
  if (parts.auto) collect(parts.auto, { __proto__: host, runner, shared, console: programConsole, apis, components });
  const launch = createLaunch({ host, program, registry, modules, wx, shared });
  control.start = (path, query, scene) => launch(path, query, scene);
  bridge.offer(entrance(real.assign(real.create(null), control, host.control)));
  host.send({ t: 'ready' });
}

// A call of the debugging protocol may use eval whatever the page's policy says, and so may all that it runs: the work
// is therefore done in a task of its own. The answer travels in an object without prototype, and a promise is waited for
// by the engine's own `then`: what the program made of Object.prototype and Promise.prototype cannot speak for the page.
function entrance(methods) {
  const run = (name, args) => new real.Promise((resolve, reject) => {
    const done = (value) => resolve({ __proto__: null, value });
    real.setTimeout(() => {
      try {
        const made = real.apply(methods[name], undefined, args);
        if (!awaited(made, done, reject)) done(made);
      } catch (error) {
        reject(error);
      }
    }, 0);
  });
  return real.freeze(real.assign(real.create(null), { run }));
}

function awaited(value, done, reject) {
  try {
    real.then(value, done, reject);
    return true;
  } catch {
    return false;
  }
}

function collect(makers, host) {
  const out = [];
  for (const [name, maker] of makers) {
    try {
      const made = maker(host);
      if (real.isArray(made)) out.push(...made);
      else if (made) out.push(made);
    } catch (error) {
      host.reportError(error, name, 'host');
    }
  }
  return out;
}

function templateGroups(runner, program, wxs, host) {
  try {
    return runner.run('(function(hostEvents){return ' + program.templates + '\n})')(wxs);
  } catch (error) {
    host.reportError(error, 'templates', 'project');
    return {};
  }
}

function listenForErrors(glassEasel, host) {
  glassEasel.addGlobalErrorListener((error, method) => {
    host.reportError(error, method);
    return false;
  });
  glassEasel.addGlobalWarningListener((message) => {
    if (!IGNORED.some((known) => real.String(message).includes(known))) host.send({ t: 'console', level: 'warn', text: message });
    return false;
  });
}

function selectTab(host, index) {
  const item = host.tabbar.items[index];
  if (item.path !== host.router.path()) host.router.switchTab(item.path);
  const top = host.router.current();
  const handler = top && top.instance && top.instance.onTabItemTap;
  if (typeof handler === 'function') {
    try {
      handler.call(top.instance, { index: real.String(index), pagePath: item.path, text: item.text });
    } catch (error) {
      host.reportError(error, 'onTabItemTap');
    }
  }
}

function chromeOf(host, pages) {
  return {
    windowOf,
    tabbar: host.tabbar,
    /** After a change of a page's look (title, colours) or of the tab bar. */
    update(entry) {
      entry.navbar?.update();
      host.tabbar.update(host.router.path());
      pages.layout(entry);
    },
    /** Pull-down refresh: draws the indicator and tells the page. */
    pull(entry, tell = true) {
      real.setAttribute(entry.pull, 'class', 'mi-pull on');
      if (tell) pages.lifecycle(entry, 'onPullDownRefresh');
    },
    stopPull: (entry) => real.setAttribute(entry.pull, 'class', 'mi-pull'),
  };
}

function consoleOf(host) {
  const out = {};
  let left = 2000;
  for (const level of ['log', 'info', 'warn', 'error', 'debug']) {
    out[level] = (...args) => {
      left -= 1;
      if (left < 0) return;
      host.send({ t: 'console', level, text: args.map((part) => (typeof part === 'string' ? part : part instanceof real.Error ? part.stack : part)) });
    };
  }
  for (const name of ['group', 'groupEnd', 'groupCollapsed', 'time', 'timeEnd', 'trace', 'table', 'dir', 'assert', 'count', 'clear']) out[name] = () => {};
  return out;
}
