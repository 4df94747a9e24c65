// Text of a client made into a function of the program's world.
import { HIDDEN } from '../../loader/modules.js';
import { real } from '../../primordials.js';

/**
 * `compile(declaration)` -> function. Free names are those of the program's global, then its `wx`, `getApp` and so on;
 * `page: true` leaves the browser's own names (`document`, `window`) visible, as in a page's own view.
 */
export function createCompiler({ runner, shared, console: programConsole }) {
  return (declaration, { page = false } = {}) => {
    const names = ['console', ...(page ? [] : HIDDEN)];
    const text = `(function(mi_global,${names.join(',')}){with(mi_global){return (${declaration}\n)}})`;
    const made = runner.run(text)(shared, programConsole);
    if (typeof made !== 'function') throw new real.Error('functionDeclaration is not a function');
    return made;
  };
}

/** Call with a list of arguments; a promise is awaited; `undefined` becomes null, as JSON has none. */
export async function callWith(compiled, self, args) {
  const value = await real.apply(compiled, self, real.isArray(args) ? args : []);
  return { result: value ?? null };
}
