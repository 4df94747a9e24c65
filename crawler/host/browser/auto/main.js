// The automation protocol's side of the page: what a client may ask of the running program. Loaded for `auto` only.
//
// `host.control.auto(method, params)` resolves to JSON text: {result} or {error: {message}}.
// `host` carries besides its own fields: runner, shared (the program's global), console (its console), apis (wx tables),
// components (definitions of the built-ins).
import { real } from '../primordials.js';
import { appMethods } from './shared/app.js';
import { createCompiler } from './shared/functions.js';
import { elementMethods } from './shared/element.js';
import { createHandles } from './shared/handles.js';
import { createMocks } from './shared/mocks.js';
import { pageMethods } from './shared/page.js';
import { surfaceMethods } from './shared/surfaces.js';

export default (host) => {
  const tools = { host, compile: createCompiler(host), handles: createHandles(host), mocks: createMocks(host) };
  const methods = {
    __proto__: null, ...appMethods(tools), ...pageMethods(tools), ...elementMethods(tools), ...surfaceMethods(tools),
  };

  host.control.auto = async (name, params) => {
    try {
      const method = methods[name];
      if (!method) throw new real.Error(`${name} unimplemented`);
      const result = await method(params || {});
      return `{"result":${real.stringify(result ?? {})}}`;
    } catch (error) {
      return real.stringify({ error: { message: reasonOf(error) } });
    }
  };
};

/** What a client reads of a failure: an API's errMsg, an error's message, anything else as text. */
function reasonOf(error) {
  if (error && typeof error === 'object') return real.String(error.errMsg ?? error.message ?? error.reason ?? 'failed');
  return real.String(error);
}
