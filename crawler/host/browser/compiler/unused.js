// Stands in for packages that sucrase imports but that its transforms here never reach.
const nothing = () => null;
export const union = nothing, lit = nothing, iface = nothing, opt = nothing, array = nothing, name = nothing;
export const createCheckers = () => ({ Options: { strictCheck: nothing } });
export class GenMapping {}
export const maybeAddSegment = nothing, toEncodedMap = nothing;
export const addHook = nothing;
export default class Unused {}
