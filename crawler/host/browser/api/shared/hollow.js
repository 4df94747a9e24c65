// An object of the platform whose work this host cannot do: every method is there, recorded, and fails.

/**
 * `type` names it in the record (`NFCAdapter.startDiscovery`). `reason` and `errCode` go to the callbacks; with
 * `unsupported` each method used is also counted as not supported. `fields` are plain members.
 */
export function hollow(host, type, { reason = 'not supported', errCode, fields = {}, unsupported = false } = {}) {
  const fail = (name) => (options) => {
    if (unsupported) host.send({ t: 'unsupported', name: `${type}.${name}` });
    const call = host.recorder.begin(`${type}.${name}`, options ?? {}, { supported: !unsupported });
    const result = { errMsg: `${name}:fail ${reason}`, ...(errCode === undefined ? {} : { errCode }) };
    call.end(false, result.errMsg);
    host.clock.setTimeout(() => {
      for (const callback of [options?.fail, options?.complete]) if (typeof callback === 'function') callback(result);
    }, 0);
  };
  const made = new Map(Object.entries(fields));
  return new Proxy(
    {},
    {
      get(_, name) {
        // A promise must not take it for one of its own.
        if (typeof name !== 'string' || name === 'then') return undefined;
        if (!made.has(name)) made.set(name, /^(on|off)[A-Z]/.test(name) ? () => undefined : fail(name));
        return made.get(name);
      },
      set: (_, name, value) => Boolean(made.set(name, value)),
      has: (_, name) => typeof name === 'string' && name !== 'then',
    },
  );
}
