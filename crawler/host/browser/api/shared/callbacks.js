// How methods of objects (FileSystemManager, SocketTask, cloud …) hand their outcome to a program.
// Members of wx itself are wrapped by the recorder; these say the same in the same words.

const hasCallback = (options) => ['success', 'fail', 'complete'].some((name) => typeof options?.[name] === 'function');

const okResult = (name, result) => ({ errMsg: `${name}:ok`, ...(result ?? {}) });

/** `{errMsg: "name:fail why", errno}` of an ApiError; a fault of the host is told and named so. */
export function failResult(host, name, error) {
  const known = error instanceof host.ApiError;
  if (!known) host.reportError(error, name, 'host');
  const why = known ? String(error.reason ?? error.message).replace(/^fail /, '') : 'internal error';
  const result = { ...(known ? error.extra : {}), errMsg: `${name}:fail ${why}` };
  if (known && error.errno !== undefined) result.errno = error.errno;
  return result;
}

/** The program's callback; what it throws is the program's error and must not end our work. */
function invoke(host, callback, result, name) {
  if (typeof callback !== 'function') return;
  try {
    callback(result);
  } catch (error) {
    host.reportError(error, `${name} callback`);
  }
}

function finish(host, name, options, call, result, ok) {
  call?.end(ok, result.errMsg, result.errno);
  invoke(host, ok ? options?.success : options?.fail, result, name);
  invoke(host, options?.complete, result, name);
}

/** Success or fail, then complete; a promise when no callback is given. `call` may be null. */
export function deliver(host, name, options, call, promise) {
  const answered = promise.then(
    (result) => [true, okResult(name, result)],
    (error) => [false, failResult(host, name, error)],
  );
  if (hasCallback(options)) {
    answered.then(([ok, result]) => finish(host, name, options, call, result, ok));
    return undefined;
  }
  return answered.then(([ok, result]) => {
    call?.end(ok, result.errMsg, result.errno);
    if (!ok) throw result;
    return result;
  });
}

/** A method with options and callbacks. `run(options, call)` gives the result or throws ApiError. */
export function method(host, name, run, recorded = name) {
  return (options) => {
    const given = options ?? {};
    const call = host.recorder.begin(recorded, given);
    return deliver(host, name, given, call, new Promise((resolve) => resolve(run(given, call))));
  };
}

/** The same for a `…Sync` method: positional arguments, failures thrown as an Error. */
export function syncMethod(host, name, run, recorded = name) {
  return (...args) => {
    const call = host.recorder.begin(recorded, args.length === 1 ? args[0] : args);
    try {
      const value = run(...args);
      call.end(true, `${name}:ok`);
      return value;
    } catch (error) {
      const failed = failResult(host, name, error);
      call.end(false, failed.errMsg, failed.errno);
      throw Object.assign(new Error(failed.errMsg), failed);
    }
  };
}
