// wx.cloud: no cloud of ours answers, so each act is a POST to a host of the reserved domain
// `.invalid` that a stub backend may serve. Without one it fails as an unreachable cloud does.
import { deliver, method } from './shared/callbacks.js';
import { createDatabase } from './shared/cloud_database.js';
import { toBase64 } from './shared/bytes.js';
import { headers, send } from './shared/http.js';
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
      return body(options, (data) => post(host, call, path, data), call);
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
  cloud.uploadFile = act(
    'uploadFile',
    'storage',
    () => 'upload',
    async ({ cloudPath, filePath }, send) => {
      const file = toBase64(await readAny(host, filePath));
      const answer = await send({ cloudPath, file });
      return { fileID: answer?.fileID ?? `cloud://${env}/${cloudPath}`, statusCode: 200 };
    },
  );
  cloud.downloadFile = act(
    'downloadFile',
    'storage',
    () => 'download',
    async ({ fileID }, send) => {
      const answer = await send({ fileID });
      const bytes = new TextEncoder().encode(typeof answer === 'string' ? answer : JSON.stringify(answer));
      return { tempFilePath: host.files.temporary(bytes, ''), statusCode: 200 };
    },
  );
  cloud.getTempFileURL = act(
    'getTempFileURL',
    'storage',
    () => 'urls',
    ({ fileList }, send) => send({ fileList }),
  );
  cloud.deleteFile = act(
    'deleteFile',
    'storage',
    () => 'delete',
    ({ fileList }, send) => send({ fileList }),
  );
  cloud.database = (options = {}) =>
    createDatabase(host, (action, data) => {
      const call = host.recorder.begin(`wx.cloud.database.${action}`, data);
      const path = `${environment(options.env ?? env)}/database/${action}`;
      const answered = post(host, call, path, data).then((answer) => ({ answer }));
      return deliver(host, `cloud.database.${action}`, {}, call, answered).catch(throwAsError);
    });
  cloud.Cloud = function Cloud(options = {}) {
    const own = createCloud(host);
    own.init({ env: options.resourceEnv ?? options.env });
    return own;
  };
  cloud.CloudID = function CloudID(id) {
    this.cloudID = id;
  };
  cloud.CDN = (target) => target;
  return cloud;
}

/** Unlike the members of wx, the cloud rejects with an Error. */
function throwAsError(failed) {
  throw Object.assign(new Error(failed.errMsg), failed);
}

async function post(host, call, path, data) {
  const unreachable = () =>
    new host.ApiError('-404011 cloud function execution error', undefined, { errCode: -404011 });
  const sent = headers(host, call, {}, { 'content-type': 'application/json' });
  const init = { method: 'POST', headers: sent, body: JSON.stringify(data ?? {}) };
  const response = await send(host, `${ORIGIN}/${path}`, init).catch(() => null);
  if (!response?.ok) throw unreachable();
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
