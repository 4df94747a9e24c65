// How a device hands an outcome to a program: success or fail, then complete.

/** Whether the options carry a callback, in which case no promise is returned. */
export const hasCallback = (options) =>
  typeof options?.success === 'function' ||
  typeof options?.fail === 'function' ||
  typeof options?.complete === 'function'

/** Calls one callback of the program; its exception must not end our own work. */
function invoke(host, callback, result) {
  if (typeof callback !== 'function') return
  try {
    callback(result)
  } catch (error) {
    host.real.setTimeout(() => {
      throw error
    }, 0)
  }
}

/** `{errMsg: "name:ok", ...result}`, the shape every success callback receives. */
export const okResult = (name, result) => ({ ...(result ?? {}), errMsg: `${name}:ok` })

/** `{errMsg: "name:fail why", errno}` of an ApiError or of a failure inside the host. */
export function failResult(name, error) {
  const why = error?.errMsg ?? error?.message ?? String(error)
  const errMsg = why.startsWith(`${name}:`) ? why : `${name}:fail ${why.replace(/^fail /, '')}`
  const result = { ...(error?.extra ?? {}), errMsg }
  if (error?.errno !== undefined) result.errno = error.errno
  return result
}

/** Delivers the outcome of `promise` to the callbacks of `options`; reports the end of `call`. */
export function settle(host, name, options, call, promise) {
  promise.then(
    (result) => finish(host, name, options, call, okResult(name, result), true),
    (error) => finish(host, name, options, call, failResult(name, error), false),
  )
}

function finish(host, name, options, call, result, ok) {
  if (call?.id !== undefined) {
    host.send({ t: 'end', id: call.id, ok, errMsg: result.errMsg, errno: result.errno })
  }
  invoke(host, ok ? options?.success : options?.fail, result)
  invoke(host, options?.complete, result)
}

/**
 * A method of an object such as FileSystemManager: callbacks, or a promise when none is given.
 * `run(options)` returns the result or a promise of it, and throws `host.ApiError`.
 */
export function method(host, name, run) {
  return (options = {}) => {
    const promise = new Promise((resolve) => resolve(run(options ?? {})))
    if (hasCallback(options)) {
      settle(host, name, options, null, promise)
      return undefined
    }
    const answered = promise.then(
      (result) => okResult(name, result),
      (error) => {
        throw failResult(name, error)
      },
    )
    return answered
  }
}

/** The same for a `…Sync` method: positional arguments, failures thrown as an Error. */
export function syncMethod(name, run) {
  return (...args) => {
    try {
      return run(...args)
    } catch (error) {
      const failed = failResult(name, error)
      throw Object.assign(new Error(failed.errMsg), failed)
    }
  }
}
