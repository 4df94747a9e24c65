// Calling members of wx for a client, and putting others in their place.
import { real } from '../../primordials.js';

const TASK = [
  'abort', 'onProgressUpdate', 'offProgressUpdate', 'onHeadersReceived', 'offHeadersReceived', 'onChunkReceived', 'offChunkReceived',
  'send', 'close', 'onOpen', 'onClose', 'onError', 'onMessage',
];

/** What a mocked request or transfer returns: nothing is under way that it could steer. */
const idleTask = () => {
  const task = {};
  for (const name of TASK) task[name] = () => {};
  return task;
};

export function createMocks(host) {
  const origins = new real.Map();

  const entryOf = (name) => host.apis.find((table) => name in table)?.[name];
  const isTask = (name) => entryOf(name)?.task === true;

  /** Whether a member answers by what it returns; the others answer by callbacks or a promise. */
  const isSync = (name) => {
    const entry = entryOf(name);
    if (!entry) return name.endsWith('Sync') || /^(on|off|create)[A-Z]/.test(name);
    return Boolean(entry.sync || entry.raw || entry.quiet || 'value' in entry || name === 'canIUse');
  };

  const member = (name) => {
    const found = real.window.wx?.[name];
    if (typeof found !== 'function') throw new real.Error(`wx.${name} not exists`);
    return found;
  };

  const without = (name, text) => {
    const full = real.String(text);
    for (const start of [`${name}:fail `, `${name}:`]) if (full.startsWith(start)) return full.slice(start.length);
    return full;
  };

  /** {result}: the value, or the success object. A failure throws its reason without the name of the API. */
  const call = async (name, args) => {
    const wx = real.window.wx;
    const run = member(name);
    const given = real.isArray(args) ? args : [];
    if (isSync(name)) return { result: (await real.apply(run, wx, given)) ?? null };
    return new real.Promise((resolve, reject) => {
      const options = {
        ...(given[0] && typeof given[0] === 'object' ? given[0] : {}),
        success: (result) => resolve({ result: result ?? null }),
        fail: (error) => reject(new real.Error(without(name, error?.errMsg ?? error))),
      };
      real.apply(run, wx, [options, ...given.slice(1)]);
    });
  };

  const deliver = (name, options, value) => {
    const failed = value && typeof value === 'object' && /:fail/.test(real.String(value.errMsg));
    const wanted = ['success', 'fail', 'complete'].some((key) => typeof options?.[key] === 'function');
    if (!wanted) return failed ? real.Promise.reject(value) : real.Promise.resolve(value);
    for (const key of [failed ? 'fail' : 'success', 'complete']) if (typeof options[key] === 'function') options[key](value);
    return undefined;
  };

  /** For an asynchronous member the returned value decides; returning nothing leaves the caller waiting. */
  const settled = (name, options, outcome) => {
    const answered = real.Promise.resolve(outcome).then((value) => (
      value === undefined ? new real.Promise(() => {}) : deliver(name, options, value)
    ));
    const wanted = ['success', 'fail', 'complete'].some((key) => typeof options?.[key] === 'function');
    if (!wanted) return answered;
    answered.then(undefined, (error) => host.reportError(error, `mock of wx.${name}`));
    return undefined;
  };

  /** `work(args, origin)` in place of the member; the task that the origin made is handed on as it is. */
  const put = (name, work) => {
    const wx = real.window.wx;
    if (!origins.has(name)) origins.set(name, member(name));
    wx[name] = (...args) => {
      host.record(`wx.${name}`, args.length === 1 ? args[0] : args).end(true, `${name}:ok (mocked)`);
      let made;
      const outcome = work(args, (...given) => {
        made = real.apply(origins.get(name), wx, given);
        return made;
      });
      if (isSync(name)) return outcome;
      if (!isTask(name)) return settled(name, args[0], outcome);
      if (outcome !== undefined && outcome === made) return made;
      settled(name, args[0] ?? {}, outcome);
      return idleTask();
    };
  };

  return {
    call,
    answer: (name, result) => put(name, () => result),
    replace: (name, compiled, extra) => put(name, (args, origin) => {
      const given = [...args, ...(real.isArray(extra) ? extra : [])];
      return real.apply(compiled, { origin }, given);
    }),
    restore(name) {
      if (!origins.has(name)) {
        member(name);
        return;
      }
      real.window.wx[name] = origins.get(name);
      origins.delete(name);
    },
  };
}
