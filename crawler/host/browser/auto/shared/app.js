// App.*: the running program as a whole.
import { real } from '../../primordials.js';
import { parseQuery } from '../../runtime/query.js';
import { callWith } from './functions.js';

const SENT = 200000;

export function appMethods({ host, compile, mocks }) {
  const described = (entry) => ({ pageId: entry.id, path: entry.path, query: parseQuery(entry.query) });
  const current = () => {
    const entry = host.router.opened().at(-1);
    if (!entry) throw new real.Error('no page is open');
    return { ...described(entry), renderer: 'webview' };
  };
  const ordinary = (pluginId) => {
    if (pluginId) throw new real.Error(`plugin ${pluginId} is not supported`);
  };
  /** The function a client waits for: known as a free name and as a member of the program's global. */
  const addBinding = ({ name }) => {
    const call = (...args) => {
      const text = real.stringify(args);
      host.send({ t: 'binding', name, args: text.length < SENT ? text : args });
    };
    for (const owner of [real.window, host.shared]) {
      real.defineProperty(owner, name, { value: call, writable: true, enumerable: false, configurable: true });
    }
    return {};
  };

  return {
    'App.getPageStack': () => ({ pageStack: host.router.opened().map(described) }),
    'App.getCurrentPage': current,
    'App.callWxMethod': ({ method, args, pluginId }) => {
      ordinary(pluginId);
      return mocks.call(method, args);
    },
    'App.mockWxMethod': ({ method, result, functionDeclaration, args, pluginId }) => {
      ordinary(pluginId);
      if (functionDeclaration) mocks.replace(method, compile(functionDeclaration), args);
      else if (result !== undefined) mocks.answer(method, result);
      else mocks.restore(method);
      return {};
    },
    'App.callFunction': ({ functionDeclaration, args }) => callWith(compile(functionDeclaration), host.shared, args),
    'App.addBinding': addBinding,
  };
}
