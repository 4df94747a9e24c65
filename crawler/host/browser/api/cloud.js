// wx.cloud: no cloud of ours answers, so each act is a POST to a host of the reserved domain
// `.invalid` that a stub backend may serve. Without one it fails as an unreachable cloud does.
import { deliver, method } from './shared/callbacks.js';
import { createDatabase } from './shared/cloud_database.js';
import { toBase64 } from './shared/bytes.js';
import { hollow } from './shared/hollow.js';
import { headers, send } from './shared/http.js';
import { emitters } from './shared/listeners.js';
import { readAny } from './shared/package_files.js';

const ORIGIN = 'https://tcb-api.weixin.invalid';

export default (host) => ({ cloud: { value: createCloud(host) } });

/** `env` as init or the constructor names it: text, or an object with one per service. */
const environment = (env) => {
  const name = typeof env === 'object' && env !== null ? (env.default ?? Object.values(env)[0]) : env;
  return typeof name === 'string' && name !== '' ? name : 'default';
};

function createCloud(host) {
  let env = 'default';
  const cloud = {};
  const act = (name, kind, target, body) => {
    const run = (options, call) => {
      const path = `${environment(options.config?.env ?? env)}/${kind}/${target(options)}`;
      return body(options, (data, read) => post(host, call, path, data, read), call);
    };
    const answer = method(host, `cloud.${name}`, run, `wx.cloud.${name}`);
    return (options) => answer(options)?.catch(throwAsError);
  };
  cloud.init = (options = {}) => {
    env = environment(options.env ?? env);
    host.recorder.begin('wx.cloud.init', options).end(true, 'cloud.init:ok');
  };
  cloud.callFunction = act(
    'callFunction',
    'function',
    ({ name }) => name,
    async ({ name, data = {} }, send, call) => {
      if (typeof name !== 'string' || name === '') throw new host.ApiError('-501001 resource system error: name');
      return { result: await send(data), requestID: call.id };
    },
  );
  cloud.callContainer = act(
    'callContainer',
    'container',
    ({ path = '' }) => path.replace(/^\//, ''),
    async (options, send) => ({
      data: await send(options.data ?? {}),
      statusCode: 200,
      header: {},
    }),
  );
  Object.assign(
    cloud,
    storage(host, act, () => env),
  );
  cloud.database = (options = {}) =>
    createDatabase(
      host,
      (action, data) => {
        const call = host.recorder.begin(`wx.cloud.database.${action}`, data);
        const path = `${environment(options?.env ?? env)}/database/${action}`;
        const answered = post(host, call, path, data).then((answer) => ({ answer }));
        return deliver(host, `cloud.database.${action}`, {}, call, answered).catch(throwAsError);
      },
      { ...options },
    );
  cloud.Cloud = function Cloud(options = {}) {
    const own = createCloud(host);
    own.init({ env: options.resourceEnv ?? options.env });
    return own;
  };
  cloud.CloudID = function CloudID(id) {
    this.cloudID = id;
  };
  cloud.CDN = (target) => target;
  cloud.connectContainer = unsupported(host, 'cloud.connectContainer');
  cloud.services = { Gateway: hollow(host, 'cloud.services.Gateway', { unsupported: true }) };
  cloud.extend = { AI: hollow(host, 'cloud.extend.AI', { unsupported: true }) };
  return cloud;
}

/** Files of the cloud. Up and down give a task when callbacks are given, as the interfaces of wx do. */
function storage(host, act, env) {
  const upload = async ({ cloudPath, filePath }, send) => {
    const file = toBase64(await readAny(host, filePath));
    const answer = await send({ cloudPath, file });
    return { fileID: answer?.fileID ?? `cloud://${env()}/${cloudPath}`, statusCode: 200 };
  };
  const download = async ({ fileID }, send) => {
    const bytes = new Uint8Array(await send({ fileID }, (response) => response.arrayBuffer()));
    const extension = /\.([a-z0-9]{1,5})$/i.exec(String(fileID))?.[1] ?? '';
    return { tempFilePath: host.files.temporary(bytes, extension), statusCode: 200 };
  };
  const listed = async ({ fileList }, send) => {
    const answer = await send({ fileList });
    return Array.isArray(answer) ? { fileList: answer } : answer;
  };
  return {
    uploadFile: tasked(
      host,
      act('uploadFile', 'storage', () => 'upload', upload),
    ),
    downloadFile: tasked(
      host,
      act('downloadFile', 'storage', () => 'download', download),
    ),
    getTempFileURL: act('getTempFileURL', 'storage', () => 'urls', listed),
    deleteFile: act('deleteFile', 'storage', () => 'delete', listed),
  };
}

function tasked(host, run) {
  return (options = {}) => {
    const task = { abort: () => undefined };
    const { ProgressUpdate } = emitters(host, task, ['ProgressUpdate', 'HeadersReceived']);
    const success = (result) => {
      ProgressUpdate.emit({ progress: 100 });
      options.success(result);
    };
    return run(typeof options.success === 'function' ? { ...options, success } : options) ?? task;
  };
}

function unsupported(host, name) {
  return method(host, name, () => {
    host.send({ t: 'unsupported', name: `wx.${name}` });
    throw new host.ApiError('not supported');
  });
}

/** Unlike the members of wx, the cloud rejects with an Error. */
function throwAsError(failed) {
  throw Object.assign(new Error(failed.errMsg), failed);
}

async function parsed(response) {
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

async function post(host, call, path, data, read = parsed) {
  const unreachable = () =>
    new host.ApiError('-404011 cloud function execution error', undefined, { errCode: -404011 });
  const sent = headers(host, call, {}, { 'content-type': 'application/json' });
  const init = { method: 'POST', headers: sent, body: JSON.stringify(data ?? {}) };
  const response = await send(host, `${ORIGIN}/${path}`, init).catch(() => null);
  if (!response?.ok) throw unreachable();
  return read(response);
}
