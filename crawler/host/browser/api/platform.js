// Facts and handles of the platform that need nobody's leave: experiments, API category, buffers as addresses.
import { viewOf } from './shared/bytes.js';
import { hollow } from './shared/hollow.js';

export default (host) => {
  const urls = new Map();
  const bufferUrl = (buffer) => {
    const url = URL.createObjectURL(new host.real.Blob([viewOf(buffer) ?? new Uint8Array(0)]));
    urls.set(url, true);
    return url;
  };
  return {
    getExptInfoSync: { sync: true, run: () => ({}) },
    getApiCategory: { sync: true, run: () => ({ apiCategory: host.app.enter?.apiCategory ?? 'default' }) },
    createBufferURL: { sync: true, run: ([buffer]) => bufferUrl(buffer) },
    revokeBufferURL: { sync: true, run: ([url]) => void (urls.delete(url) && URL.revokeObjectURL(url)) },
    checkIsPictureInPictureActive: { sync: true, run: () => false },
    isVKSupport: { sync: true, run: () => false },
    createVKSession: { recorded: true, raw: true, run: () => visionSession(host) },
    createCacheManager: { recorded: true, raw: true, run: () => cacheManager() },
    restartMiniProgram: { run: ({ path }) => restart(host, path) },
  };
};

/** The camera is asked for as on a device; without its vision kit the session then fails to start. */
function visionSession(host) {
  const start = (callback) => {
    const call = host.recorder.begin('VKSession.start', {});
    const told = (status) => {
      call.end(false, `VKSession.start:fail ${status}`);
      if (typeof callback === 'function') callback(status);
    };
    host.native('createVKSession', {}, call).then(
      () => told(NO_VISION_KIT),
      (error) => told(error.errno === REFUSED ? NO_CAMERA : (error.errno ?? NO_VISION_KIT)),
    );
  };
  return hollow(host, 'VKSession', { fields: { start, state: 0, config: {}, cameraSize: { width: 0, height: 0 } } });
}

// Of the start callback's numbers: the device does not support it; the program may not use the camera.
const NO_VISION_KIT = 2000004;
const NO_CAMERA = 2003002;
const REFUSED = 103;

/** The weak network that it waits for never comes: rules are kept, nothing is cached. */
function cacheManager() {
  const rules = new Map();
  const add = (rule) => {
    const id = rule?.id ?? `rule-${rules.size + 1}`;
    rules.set(id, rule);
    return id;
  };
  return {
    state: 0,
    mode: 'weakNetwork',
    origin: '',
    maxAge: 7 * 24 * 3600 * 1000,
    addRule: ({ rule } = {}) => add(rule),
    addRules: ({ rules: many = [] } = {}) => many.map(add),
    deleteRule: ({ id } = {}) => void rules.delete(id),
    deleteRules: ({ ids = [] } = {}) => ids.forEach((id) => rules.delete(id)),
    clearRules: () => rules.clear(),
    deleteCache: () => undefined,
    deleteCaches: () => undefined,
    clearCaches: () => undefined,
    match: () => undefined,
    start: () => undefined,
    stop: () => undefined,
    on: () => undefined,
    off: () => undefined,
  };
}

/** As if the user had closed the program and opened this page of it. */
function restart(host, path) {
  const [page, query = ''] = String(path ?? '')
    .replace(/^\//, '')
    .split(/\?(.*)/s);
  if (page && !host.isPage(page)) throw new host.ApiError(`page "${page}" is not found`);
  host.clock.setTimeout(() => host.router.reLaunch(page || host.project.pages[0], query), 0);
}
