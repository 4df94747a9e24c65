// wx.createWorker. The browser's own workers would run beyond the recorder's sight, so the worker's code runs here, with
// a scope of its own and messages that are copies and come later.
import { Listeners } from './shared/listeners.js';

const GONE = ['wx', 'getApp', 'getCurrentPages', 'App', 'Page', 'Component', 'Behavior', 'requirePlugin'];

export default (host) => {
  let running = null;
  const ended = () => {
    running = null;
  };
  const create = ([path]) => {
    const file = String(path ?? '').replace(/^\//, '');
    if (running !== null) throw new host.ApiError('exceed max concurrent workers limit');
    if (host.project.text(file) === undefined) throw new host.ApiError(`${file} not found`);
    running = startWorker(host, file, ended);
    return running;
  };
  return { createWorker: { sync: true, run: create } };
};

function startWorker(host, file, ended) {
  const errors = new Listeners(host);
  const killed = new Listeners(host);
  const here = new Listeners(host);
  const there = new Listeners(host);
  let alive = true;
  const deliver = (listeners) => (message) => {
    const copy = structuredClone(message);
    host.clock.setTimeout(() => {
      if (alive) listeners.emit(copy);
    }, 0);
  };
  const inside = {
    env: { USER_DATA_PATH: 'wxfile://usr' },
    onMessage: there.add,
    postMessage: deliver(here),
    getCameraFrameData: () => null,
  };
  const run = () => {
    if (!alive) return;
    try {
      const names = Object.fromEntries(GONE.map((name) => [name, undefined]));
      host.createModules({ ...names, worker: inside }).load(file);
    } catch (error) {
      host.reportError(error, file);
      errors.emit({ message: String(error?.message ?? error), stack: String(error?.stack ?? '') });
    }
  };
  host.clock.setTimeout(run, 0);
  const stop = () => {
    alive = false;
    ended();
  };
  return {
    env: inside.env,
    onMessage: here.add,
    onError: errors.add,
    onProcessKilled: killed.add,
    postMessage: deliver(there),
    terminate: stop,
    testOnProcessKilled: () => {
      stop();
      killed.emit({ errMsg: 'killed' });
    },
    getCameraFrameData: inside.getCameraFrameData,
  };
}
