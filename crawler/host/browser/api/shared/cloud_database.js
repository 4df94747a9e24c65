// Chains of wx.cloud.database(): they collect a query, and send it when an act ends them.

const COMMANDS = [
  'eq',
  'neq',
  'lt',
  'lte',
  'gt',
  'gte',
  'in',
  'nin',
  'exists',
  'size',
  'all',
  'elemMatch',
  'mod',
  'set',
  'remove',
  'inc',
  'mul',
  'min',
  'max',
  'push',
  'pull',
  'pullAll',
  'pop',
  'shift',
  'unshift',
  'addToSet',
  'rename',
  'geoNear',
  'geoWithin',
  'geoIntersects',
  'and',
  'or',
  'not',
  'nor',
  'expr',
  'jsonSchema',
  'bit',
  'project',
];

class Command {
  constructor(operator, operands) {
    this.$operator = operator;
    this.$operands = operands;
  }
}

const command = {};
for (const name of COMMANDS) {
  command[name] = (...operands) => new Command(name, operands);
  Command.prototype[name] = function chain(...operands) {
    return new Command('and', [this, new Command(name, operands)]);
  };
}
command.aggregate = new Proxy(
  {},
  {
    get:
      (_, name) =>
      (...operands) =>
        new Command(`$${String(name)}`, operands),
  },
);

/** `send(action, data)` resolves to the backend's answer. */
export function createDatabase(host, send, config = {}) {
  const withCallbacks = (promise, options) => {
    if (typeof options?.success !== 'function' && typeof options?.fail !== 'function') return promise;
    promise.then(
      (result) => (options.success?.(result), options.complete?.(result)),
      (error) => (options.fail?.(error), options.complete?.(error)),
    );
    return undefined;
  };
  const run =
    (action, data, shape) =>
    (options = {}) => {
      const promise = send(action, { ...data, ...(options?.data === undefined ? {} : { data: options.data }) });
      return withCallbacks(
        promise.then(({ answer }) => shape(answer)),
        options,
      );
    };
  const listed = (answer) => ({
    data: Array.isArray(answer) ? answer : (answer?.data ?? []),
    errMsg: 'collection.get:ok',
  });
  const document = (collection, id) => ({
    get: run('get', { collection, id }, (answer) => ({ data: answer?.data ?? answer, errMsg: 'document.get:ok' })),
    set: run('set', { collection, id }, (answer) => ({
      _id: id,
      stats: answer?.stats ?? { created: 1, updated: 0 },
      errMsg: 'document.set:ok',
    })),
    update: run('update', { collection, id }, (answer) => ({
      stats: answer?.stats ?? { updated: 1 },
      errMsg: 'document.update:ok',
    })),
    remove: run('remove', { collection, id }, (answer) => ({
      stats: answer?.stats ?? { removed: 1 },
      errMsg: 'document.remove:ok',
    })),
    field: () => document(collection, id),
    watch: ({ onChange } = {}) => watcher(host, onChange),
  });
  const query = (state) => ({
    where: (where) => query({ ...state, where }),
    orderBy: (field, order) => query({ ...state, order: [...(state.order ?? []), [field, order]] }),
    limit: (limit) => query({ ...state, limit }),
    skip: (skip) => query({ ...state, skip }),
    field: (field) => query({ ...state, field }),
    get: run('get', state, listed),
    count: run('count', state, (answer) => ({ total: answer?.total ?? 0, errMsg: 'collection.count:ok' })),
    update: run('update', state, (answer) => ({
      stats: answer?.stats ?? { updated: 0 },
      errMsg: 'collection.update:ok',
    })),
    remove: run('remove', state, (answer) => ({
      stats: answer?.stats ?? { removed: 0 },
      errMsg: 'collection.remove:ok',
    })),
    add: run('add', state, (answer) => ({ _id: answer?._id ?? '', errMsg: 'collection.add:ok' })),
    doc: (id) => document(state.collection, id),
    aggregate: () => aggregate(state, []),
    collectionName: state.collection,
    watch: ({ onChange } = {}) => watcher(host, onChange),
  });
  const aggregate = (state, stages) =>
    new Proxy(
      {},
      {
        // A promise must not take it for one of its own.
        has: (_, name) => name !== 'then',
        get: (_, name) =>
          name === 'then' || typeof name === 'symbol'
            ? undefined
            : name === 'end'
              ? run('aggregate', { ...state, stages }, (answer) => ({
                  list: answer?.list ?? [],
                  errMsg: 'collection.aggregate:ok',
                }))
              : (...args) => aggregate(state, [...stages, { [String(name)]: args }]),
      },
    );
  return {
    collection: (collection) => query({ collection }),
    command,
    serverDate: (options = {}) => ({ $date: 'server', ...options }),
    RegExp: ({ regexp, options = '' }) => ({ $regex: String(regexp), $options: options }),
    Geo: GEO,
    config,
    createCollection: (name) => send('createCollection', { name }),
  };
}

const point = (longitude, latitude) => ({
  type: 'Point',
  coordinates: [longitude, latitude],
  longitude,
  latitude,
  toJSON: () => ({ type: 'Point', coordinates: [longitude, latitude] }),
});
const coordinates = (parts) => (parts ?? []).map((part) => part.coordinates);
/** `name` is how the platform's object calls its parts. */
const shape = (type, name) => (parts) => {
  const plain = { type, coordinates: coordinates(parts) };
  return { ...plain, [name]: parts ?? [], toJSON: () => plain };
};

/** Shapes of places, as GeoJSON. */
const GEO = {
  Point: (longitude, latitude) =>
    typeof longitude === 'object' && longitude !== null
      ? point(longitude.longitude, longitude.latitude)
      : point(longitude, latitude),
  MultiPoint: shape('MultiPoint', 'points'),
  LineString: shape('LineString', 'points'),
  MultiLineString: shape('MultiLineString', 'lines'),
  Polygon: shape('Polygon', 'lines'),
  MultiPolygon: shape('MultiPolygon', 'polygons'),
};

/** Nothing changes behind our back, so a watcher only ever reports its beginning. */
function watcher(host, onChange) {
  host.clock.setTimeout(() => onChange?.({ type: 'init', docs: [], docChanges: [], id: 0 }), 0);
  return { close: async () => undefined };
}
