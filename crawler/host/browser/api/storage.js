// wx.setStorage and its family: one store per program, values cloned as JSON.
import { Store } from './shared/store.js';

export default (host) => {
  host.storage = new Store(host);
  const store = host.storage;
  host.control.readStorage = () => store.dump();
  host.control.writeStorage = (entries) => store.load(entries);

  const find = (key) => {
    if (!store.has(key)) throw new host.ApiError('data not found');
    return store.get(key);
  };
  const list = (value, name) => {
    if (!Array.isArray(value)) throw new host.ApiError(`parameter error: parameter.${name} should be Array`);
    return value;
  };
  const setAll = (entries, call) => {
    for (const { key, value } of list(entries, 'kvList')) store.set(key, value, call);
  };
  const getAll = (keys) => list(keys, 'keyList').map((key) => store.get(key));

  return {
    setStorage: { run: ({ key, data }, call) => store.set(key, data, call) },
    setStorageSync: { sync: true, run: ([key, data], call) => store.set(key, data, call) },
    getStorage: { run: ({ key }) => ({ data: find(key) }) },
    // A key that is no text is told on the console of a device, and nothing is thrown.
    getStorageSync: { sync: true, run: ([key]) => (typeof key === 'string' ? store.get(key) : '') },
    removeStorage: { run: ({ key }, call) => store.remove(key, call) },
    removeStorageSync: { sync: true, run: ([key], call) => store.remove(key, call) },
    clearStorage: { run: (_, call) => store.clear(call) },
    clearStorageSync: { sync: true, run: (_, call) => store.clear(call) },
    getStorageInfo: { run: () => store.info() },
    getStorageInfoSync: { sync: true, run: () => store.info() },
    batchSetStorage: { run: ({ kvList }, call) => setAll(kvList, call) },
    batchSetStorageSync: { sync: true, run: ([kvList], call) => setAll(kvList, call) },
    batchGetStorage: { run: ({ keyList }) => ({ dataList: getAll(keyList) }) },
    batchGetStorageSync: { sync: true, run: ([keyList]) => getAll(keyList) },
  };
};
