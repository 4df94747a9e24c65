// Checking options as a device does, with its words.

const typeName = (value) => Object.prototype.toString.call(value).slice(8, -1);

/** Raises ApiError unless each named option has the type, for example `{title: 'String'}`. */
export function expect(host, options, types) {
  const wrong = Object.entries(types)
    .filter(([name, type]) => typeName(options?.[name]) !== type)
    .map(([name, type]) => `parameter.${name} should be ${type} instead of ${typeName(options?.[name])};`);
  if (wrong.length > 0) throw new host.ApiError(`parameter error: ${wrong.join(' ')}`, 1001);
}
