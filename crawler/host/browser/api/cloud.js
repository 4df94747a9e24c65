// wx.cloud: no cloud of ours answers, so each act is a POST to a host of the reserved domain
// `.invalid` that a stub backend may serve. Without one it fails as an unreachable cloud does.
import { failResult, hasCallback, okResult, settle } from './shared/callbacks.js'
import { createDatabase } from './shared/cloud_database.js'
import { toBase64 } from './shared/bytes.js'
import { LABEL } from './shared/http.js'
import { readAny } from './shared/package_files.js'

const ORIGIN = 'https://tcb-api.weixin.invalid'

export default (host) => ({ cloud: { value: createCloud(host), record: 'cloud' } })

/** `env` as init or the constructor names it: text, or an object with one per service. */
const environment = (env) => {
  const name = typeof env === 'object' && env !== null ? (env.default ?? Object.values(env)[0]) : env
  return typeof name === 'string' && name !== '' ? name : 'default'
}

function createCloud(host) {
  let env = 'default'
  const cloud = {}
  const act = (name, kind, target, body) => (options = {}) => {
    const call = host.record?.(`cloud.${name}`, [options]) ?? null
    const promise = (async () => {
      const place = environment(options.config?.env ?? env)
      return body(options, (data) => post(host, call, `${place}/${kind}/${target(options)}`, data))
    })()
    return delivered(host, `cloud.${name}`, options, call, promise)
  }
  cloud.init = (options = {}) => {
    env = environment(options.env ?? env)
    host.record?.('cloud.init', [options])
  }
  cloud.callFunction = act('callFunction', 'function', ({ name }) => name, async ({ name, data = {} }, send) => {
    if (typeof name !== 'string' || name === '') throw new host.ApiError('-501001 resource system error: name')
    return { result: await send(data), requestID: host.randomId?.() ?? '' }
  })
  cloud.callContainer = act('callContainer', 'container', ({ path = '' }) => path.replace(/^\//, ''), async (options, send) => ({
    data: await send(options.data ?? {}),
    statusCode: 200,
    header: {},
  }))
  cloud.uploadFile = act('uploadFile', 'storage', () => 'upload', async ({ cloudPath, filePath }, send) => {
    const file = toBase64(await readAny(host, filePath))
    const answer = await send({ cloudPath, file })
    return { fileID: answer?.fileID ?? `cloud://${env}/${cloudPath}`, statusCode: 200 }
  })
  cloud.downloadFile = act('downloadFile', 'storage', () => 'download', async ({ fileID }, send) => {
    const answer = await send({ fileID })
    const bytes = new TextEncoder().encode(typeof answer === 'string' ? answer : JSON.stringify(answer))
    return { tempFilePath: host.files.temporary(bytes, ''), statusCode: 200 }
  })
  cloud.getTempFileURL = act('getTempFileURL', 'storage', () => 'urls', ({ fileList }, send) => send({ fileList }))
  cloud.deleteFile = act('deleteFile', 'storage', () => 'delete', ({ fileList }, send) => send({ fileList }))
  cloud.database = (options = {}) => createDatabase(host, async (action, data) => {
    const call = host.record?.(`cloud.database.${action}`, [data]) ?? null
    const promise = post(host, call, `${environment(options.env ?? env)}/database/${action}`, data)
    settle(host, `cloud.database.${action}`, {}, call, promise)
    return promise
  })
  cloud.Cloud = function Cloud(options = {}) {
    const own = createCloud(host)
    own.init({ env: options.resourceEnv ?? options.env })
    return own
  }
  cloud.CloudID = function CloudID(id) {
    this.cloudID = id
  }
  cloud.CDN = (target) => target
  return cloud
}

function delivered(host, name, options, call, promise) {
  settle(host, name, options, call, promise)
  if (hasCallback(options)) return undefined
  return promise.then(
    (result) => okResult(name, result),
    (error) => {
      const failed = failResult(name, error)
      throw Object.assign(new Error(failed.errMsg), failed, { errCode: error?.errno ?? -1 })
    },
  )
}

async function post(host, call, path, data) {
  const headers = new Headers({ 'content-type': 'application/json' })
  if (call?.label) headers.set(LABEL, call.label)
  const unreachable = () => new host.ApiError('-404011 cloud function execution error', -404011)
  const init = { method: 'POST', headers, body: JSON.stringify(data ?? {}), credentials: 'omit', cache: 'no-store' }
  const response = await host.real.fetch(`${ORIGIN}/${path}`, init).catch(() => null)
  if (!response?.ok) throw unreachable()
  const text = await response.text()
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
