// The `host` object: what components/, api/ and native/ modules get.
//
// host.send(msg)                         tell the inspector
// host.native(api, args, call)           Promise of the platform's answer, rejects with host.ApiError
// host.ApiError(reason, errno, extra)    throw in an API: errMsg becomes "name:fail reason"
// host.clock                             virtual: now, elapsed, setTimeout, clearTimeout, setInterval, clearInterval
// host.real                              captured originals (document, fetch, setTimeout, createElement, setText …)
// host.fetch(url, init)                  real.fetch, counted for the quiet state
// host.busy(promise)                     counts any other pending network work; returns the promise
// host.router                            stack (array), current() (entry: path, route, query, instance, element, scroller),
//                                        path(), navigateTo(path, query, {events}), redirectTo, reLaunch, switchTab,
//                                        navigateBack(delta), scroller()
// host.app                               {instance, launch, enter}: the App object and its options
// host.project                           {app, pages, configs, has(path), text(path), url(path)}: has tells of assets,
//                                        text gives JSON files and scripts
// host.config                            launch options: appid, sdkVersion, scene, query, system …
// host.storage                           filled by api/storage.js
// host.dialogs                           filled by native/dialogs.js
// host.events                            {on, off, emit}: appShow, appHide, pageNotFound, error …
// host.pages                             top(): {instance, element, scroller, frame, path, …}; windowInfo()
// host.chrome                            navigation bar and tab bar: update(pageEntry), tabBar, title …
// host.elementOf(target)                 the framework's element behind an event's target
// host.trusted(event)                    a framework or DOM event that came from the user's hand
// host.html(text)                        TrustedHTML for markup the host has cleaned
// host.bars                              {navigation(change), tab(change)}: titles, colours, badges
// host.record(api, args)                 records an act of the platform; returns the call, call.end(ok, errMsg)
// host.recordLoad(kind, src)             a component loads an address: component.<kind>
// host.currentCall()                     the wx call that is running now
// host.exit(reason)                      the mini program ends
// host.native handlers: native/*.js default exports get (host) and may set host.dialogs, host.control.<name>
import { real } from './primordials.js';

export function createHost({ boot, bridge, clock, runner, program }) {
  class ApiError extends real.Error {
    constructor(reason, errno, extra) {
      super(reason);
      this.reason = reason;
      this.errno = errno;
      this.extra = extra;
    }
  }

  const assets = new real.Set(program.assets);
  const pending = new real.Map();
  let pendingCount = 0;
  const busy = (promise) => {
    pendingCount += 1;
    const id = pendingCount;
    pending.set(id, real.performanceNow());
    const done = () => pending.delete(id);
    promise.then(done, done);
    return promise;
  };

  const host = {
    send: bridge.send,
    ApiError,
    clock,
    real,
    busy,
    fetch: (url, init) => busy(real.fetch(url, init)),
    config: boot.config,
    events: createEvents(bridge.send),
    storage: {},
    dialogs: {},
    app: { instance: null, launch: null, enter: null },
    control: { __proto__: null },
    html: runner.html,
    project: {
      app: program.app,
      pages: program.pages,
      configs: program.configs,
      has: (path) => assets.has(path),
      text: (path) => program.json[path] ?? program.scripts[path]?.code,
      url: (path) => boot.base + encodeURI(path.replace(/^\/+/, '')),
    },
    async native(api, args, call) {
      const answer = await bridge.ask({ t: 'native', api, args, id: call ? call.id : '', interface: api });
      if (answer && answer.ok) return answer.result || {};
      throw new ApiError(answer ? answer.errMsg : 'fail', answer ? answer.errno : undefined, answer ? answer.extra : undefined);
    },
    trusted(event) {
      const original = event && event.getOriginalEvent ? event.getOriginalEvent() : event;
      return real.isTrusted(original);
    },
    /** Ages in milliseconds of the requests on their way. */
    pendingAges() {
      const ages = [];
      const now = real.performanceNow();
      for (const started of pending.values()) ages[ages.length] = now - started;
      return ages;
    },
  };
  return host;
}

function createEvents(send) {
  const table = new real.Map();
  return {
    on(name, callback) {
      if (typeof callback !== 'function') return;
      if (!table.has(name)) table.set(name, []);
      table.get(name).push(callback);
    },
    off(name, callback) {
      if (!table.has(name)) return;
      table.set(name, callback ? table.get(name).filter((known) => known !== callback) : []);
    },
    has: (name) => table.has(name) && table.get(name).length > 0,
    emit(name, payload) {
      for (const callback of [...(table.get(name) || [])]) {
        try {
          callback(payload);
        } catch (error) {
          send({ t: 'error', message: String(error && error.message), stack: String(error && error.stack), cause: 'project' });
        }
      }
    },
  };
}
