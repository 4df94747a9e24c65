// CommonJS as the platform runs it: one function per file, hidden browser names, stacks that name the project's lines.
import { real } from '../primordials.js';

// Names of the browser that a mini program does not have.
export const HIDDEN = [
  'window', 'document', 'frames', 'self', 'location', 'navigator', 'localStorage', 'sessionStorage', 'history',
  'fetch', 'XMLHttpRequest', 'WebSocket', 'alert', 'confirm', 'prompt', 'Worker', 'SharedWorker', 'indexedDB',
  'caches', 'parent', 'top', 'opener', 'open', 'close', 'Image', 'Audio', 'Notification', 'RTCPeerConnection',
  'Element', 'HTMLElement', 'Node', 'EventSource', 'BroadcastChannel', 'crypto', 'external', 'chrome',
];
const GIVEN = ['require', 'module', 'exports', 'global', 'globalThis', 'console'];

/** `more` are further names that this code knows, and what they are to it. */
export function createModules({ program, base, runner, globals, report, console: programConsole, more = {} }) {
  const added = real.keys(more);
  const names = [...GIVEN, ...added, ...HIDDEN.filter((name) => !added.includes(name))];
  const cache = new real.Map();
  const missing = new real.Set();

  const aliases = program.aliases;

  const has = (path) => path in program.scripts || path in program.json;

  const locate = (from, target) => alias(from, target) || find(from, target);

  const alias = (from, target) => {
    for (const [name, place] of aliases) {
      if (target === name || (name.endsWith('/') && target.startsWith(name))) {
        const found = find(from, '/' + place + target.slice(name.length));
        if (found !== null) return found;
      }
    }
    return null;
  };

  const find = (from, target) => {
    const folder = from.split('/').slice(0, -1);
    // A leading slash means the root; the platform's older base libraries read it as the file's own folder.
    const rooted = target.startsWith('/') ? known(normalise([], target)) : null;
    if (rooted !== null) return rooted;
    const near = known(normalise(folder, target));
    if (near !== null || target.startsWith('.')) return near;
    for (let depth = folder.length; depth >= 0; depth -= 1) {
      const found = known(normalise(folder.slice(0, depth), 'miniprogram_npm/' + target));
      if (found !== null) return found;
    }
    return known(normalise([], target));
  };

  const known = (path) => {
    for (const candidate of [path, path + '.js', path + '.json', path + '/index.js']) {
      if (has(candidate)) return candidate;
    }
    return null;
  };

  const load = (path) => {
    const found = cache.get(path);
    if (found) return found.exports;
    const module = { exports: {}, id: path };
    cache.set(path, module);
    if (path in program.json && !(path in program.scripts)) {
      module.exports = real.parse(program.json[path]);
      return module.exports;
    }
    const { code } = program.scripts[path];
    const text = '(function(' + names.join(',') + '){return(function(){' + code + '\n}).call(this)})\n//# sourceURL=' + base + path;
    let body;
    try {
      body = runner.run(text);
    } catch (error) {
      cache.delete(path);
      throw error;
    }
    const common = [(target) => require(path, target), module, module.exports, globals, globals, programConsole];
    const given = [...common, ...added.map((name) => more[name])];
    given[0].async = (target) => new real.Promise((resolve) => resolve(require(path, target)));
    try {
      real.apply(body, module.exports, given);
    } catch (error) {
      cache.delete(path);
      throw error;
    }
    return module.exports;
  };

  const require = (from, target) => {
    const path = typeof target === 'string' ? locate(from, target) : null;
    if (path === null) {
      const key = from + ' ' + target;
      if (!missing.has(key)) {
        missing.add(key);
        report({ message: `${from}: the module '${target}' is not in the project; build its npm packages or add the file`, file: from, cause: 'missing' });
      }
      const error = new real.Error(`module '${target}' is not defined, require args is '${target}'`);
      error.missing = true;
      throw error;
    }
    return load(path);
  };

  return { has, load, require };
}

function normalise(folder, target) {
  const parts = folder.slice();
  for (const part of target.split('/')) {
    if (part === '..') parts.pop();
    else if (part && part !== '.') parts.push(part);
  }
  return parts.join('/');
}
