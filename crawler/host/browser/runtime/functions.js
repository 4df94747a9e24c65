// The platform's own `Function`: it makes no code, but answers the one text by which libraries look for the globals
// (observed on devices: `Function.toString()` shows that it compares its last argument with "return this").
import { real } from '../primordials.js';

export const original = real.window.Function;
let globals = {};

export function PlatformFunction(...texts) {
  if (texts[texts.length - 1] === 'return this') return () => globals;
  // Refused by the page's policy, which puts it on record.
  return real.construct(original, texts);
}
PlatformFunction.prototype = original.prototype;

/** Puts it in place of the engine's; `shared` is what a program knows as its globals. */
export function installFunction(shared) {
  globals = shared;
  const place = { value: PlatformFunction, writable: true, enumerable: false, configurable: true };
  real.defineProperty(real.window, 'Function', place);
  real.defineProperty(original.prototype, 'constructor', place);
  shared.Function = PlatformFunction;
}
