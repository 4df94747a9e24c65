// The one wrapper around every wx function: begin is told before it runs, end when it is answered.
import { createFlood } from './flood.js';
import { real } from './primordials.js';

const FRAMES = 30;
const OUTWARD = new real.Set(['request', 'downloadFile', 'uploadFile', 'connectSocket', 'sendSocketMessage'].map((name) => 'wx.' + name));
const NEVER_FAILS = new real.Set(['canIUse']);

/** What a program may expect of a member: `recorded` ones are answered as by a phone without the thing, or a user who cancels. */
const supportOf = (entry) => {
  if (entry.supported === false) return 'unsupported';
  return entry.recorded === true ? 'recorded' : 'implemented';
};

export function lockStacks() {
  real.Error.stackTraceLimit = FRAMES;
  real.defineProperty(real.Error, 'prepareStackTrace', { get: () => undefined, set: () => {}, configurable: false });
}

export function stackHere() {
  try {
    // The program may set it too; where it made that impossible, the call has no place.
    if (real.Error.stackTraceLimit !== FRAMES) real.Error.stackTraceLimit = FRAMES;
  } catch {
    return '';
  }
  const text = new real.Error().stack;
  return typeof text === 'string' ? real.slice(text, 0, 6000) : '';
}

export function createRecorder(host) {
  let count = 0;
  let current = null;
  const support = real.create(null);
  const flood = createFlood(host.send);

  const label = () => {
    const bytes = real.getRandomValues(new Uint8Array(12));
    let text = '';
    for (let i = 0; i < 12; i += 1) text += (bytes[i] < 16 ? '0' : '') + bytes[i].toString(16);
    return text;
  };

  /** Tell of a call. `call.end(ok, errMsg, errno)` tells of its answer; later ends are ignored. */
  const begin = (api, args, options = {}) => {
    count += 1;
    const call = { id: 'c' + count, api, label: label(), page: host.router ? host.router.path() : '', ended: false };
    if (!flood.told(api, options.native === true || OUTWARD.has(api))) {
      call.end = () => {};
      return call;
    }
    host.send({
      t: 'call', id: call.id, api, args, label: call.label, stack: options.stack === undefined ? stackHere() : options.stack,
      supported: options.supported !== false, native: options.native === true, since_input_ms: host.sinceInput(),
    });
    call.end = (ok, errMsg, errno) => {
      if (call.ended) return;
      call.ended = true;
      host.send({ t: 'end', id: call.id, api, ok, errMsg, errno });
    };
    return call;
  };

  const during = (call, work) => {
    const outer = current;
    current = call;
    try {
      return work();
    } finally {
      current = outer;
    }
  };

  const tell = (callback, value, name) => {
    if (typeof callback !== 'function') return;
    try {
      callback(value);
    } catch (error) {
      host.reportError(error, name + ' callback');
    }
  };

  const failure = (name, error) => {
    const known = error instanceof host.ApiError;
    if (!known) host.reportError(error, 'wx.' + name, 'host');
    let reason = known ? real.String(error.reason) : 'fail internal error';
    if (real.indexOf(reason, name + ':') === 0) reason = real.slice(reason, name.length + 1);
    if (real.indexOf(reason, 'fail') !== 0) reason = 'fail ' + reason;
    const answer = { ...(known && error.extra ? error.extra : {}), errMsg: name + ':' + reason };
    if (known && error.errno !== undefined && error.errno !== null) answer.errno = error.errno;
    return answer;
  };

  const settle = (name, options, call, promise) => {
    const wanted = ['success', 'fail', 'complete'].some((key) => typeof options[key] === 'function');
    const answered = promise.then(
      (result) => {
        const answer = { ...(result && typeof result === 'object' ? result : {}) };
        if (answer.errMsg === undefined) answer.errMsg = name + ':ok';
        call.end(true, answer.errMsg);
        return { ok: true, answer };
      },
      (error) => {
        const answer = failure(name, error);
        call.end(false, answer.errMsg, answer.errno);
        return { ok: false, answer };
      },
    );
    if (wanted) {
      answered.then(({ ok, answer }) => {
        tell(ok ? options.success : options.fail, answer, name);
        tell(options.complete, answer, name);
      });
      return undefined;
    }
    const promised = answered.then(({ ok, answer }) => {
      if (!ok) throw answer;
      return answer;
    });
    return promised;
  };

  const asynchronous = (name, entry) => (...positional) => {
    const given = positional[0];
    const options = given && typeof given === 'object' ? given : {};
    const effects = entry.native === true || OUTWARD.has('wx.' + name);
    if (effects && !flood.done(name)) return settle(name, options, { end() {} }, real.Promise.reject(new host.ApiError('fail too many calls')));
    const call = begin('wx.' + name, options, { native: entry.native === true, supported: entry.supported });
    let outcome;
    try {
      outcome = during(call, () => (entry.native && !entry.run
        ? host.native(name, { ...(entry.defaults || {}), ...options }, call)
        : entry.run({ ...(entry.defaults || {}), ...options }, call, positional)));
    } catch (error) {
      outcome = real.Promise.reject(error);
    }
    if (entry.task) {
      const task = outcome && outcome.task;
      const done = task ? outcome.done : outcome;
      const promised = settle(name, options, call, real.Promise.resolve(done));
      if (promised) promised.then(undefined, () => {});
      return task;
    }
    return settle(name, options, call, real.Promise.resolve(outcome));
  };

  const synchronous = (name, entry) => (...args) => {
    const call = begin('wx.' + name, args.length === 1 ? args[0] : args);
    try {
      const value = during(call, () => entry.run(args, call));
      call.end(true, name + ':ok');
      return value;
    } catch (error) {
      const answer = failure(name, error);
      call.end(false, answer.errMsg, answer.errno);
      const thrown = new real.Error(answer.errMsg);
      thrown.errMsg = answer.errMsg;
      if (answer.errno !== undefined) thrown.errno = answer.errno;
      throw thrown;
    }
  };

  const raw = (name, entry) => (...args) => {
    const call = begin('wx.' + name, args.length === 1 ? args[0] : args, { supported: entry.supported });
    const value = during(call, () => entry.run(...args));
    call.end(true, name + ':ok');
    return value;
  };

  const quiet = (entry) => (...args) => entry.run(...args);

  /** Turn API tables into the members of wx, without those that came after the base library the host claims to be. */
  const wrap = (tables) => {
    const wx = {};
    const absent = new real.Set(host.config.absent || []);
    for (const table of tables) {
      for (const name of real.keys(table)) {
        const entry = table[name];
        if (absent.has(name)) continue;
        if (entry === null || typeof entry !== 'object' || (!entry.run && !entry.native && !('value' in entry))) continue;
        support[name] = supportOf(entry);
        if ('value' in entry) wx[name] = entry.value;
        else if (entry.quiet || NEVER_FAILS.has(name)) wx[name] = quiet(entry);
        else if (entry.raw) wx[name] = raw(name, entry);
        else if (entry.sync) wx[name] = synchronous(name, entry);
        else wx[name] = asynchronous(name, entry);
      }
    }
    return wx;
  };

  return { begin, wrap, support, current: () => current };
}
