// wx.request: a fetch from the page that looks like a device's request.
import { viewOf } from './shared/bytes.js';
import { address, cookiesOf, createTask, guarded, headerObject, headers, patience, send } from './shared/http.js';

const METHODS = new Set(['OPTIONS', 'GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'PATCH']);

export default (host) => {
  const run = (options, call) => {
    const controller = new host.real.AbortController();
    const { task, listeners } = createTask(host, controller, ['HeadersReceived', 'ChunkReceived']);
    return { task, done: exchange(host, options, call, controller, listeners) };
  };
  return { request: { task: true, run } };
};

async function exchange(host, options, call, controller, listeners) {
  const method = String(options.method ?? 'GET').toUpperCase();
  if (!METHODS.has(method)) throw new host.ApiError(`parameter error: invalid method "${options.method}"`);
  const bodyless = method === 'GET' || method === 'HEAD';
  const sent = headers(host, call, options.header);
  sent['content-type'] ??= 'application/json';
  const target = address(host, bodyless ? withQuery(options.url, options.data) : options.url);
  const body = bodyless ? undefined : bodyOf(options.data, sent['content-type']);
  return guarded(host, controller, patience(host, 'request', options.timeout), async (signal) => {
    const response = await send(host, target, { method, headers: sent, body, signal });
    const header = headerObject(response);
    const cookies = cookiesOf(response);
    listeners.HeadersReceived.emit({ header, statusCode: response.status, cookies });
    const bytes = await content(response, options.enableChunked === true, listeners);
    return { data: parsed(bytes, options), statusCode: response.status, header, cookies };
  });
}

async function content(response, chunked, listeners) {
  if (!chunked || response.body === null) return response.arrayBuffer();
  const reader = response.body.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    listeners.ChunkReceived.emit({ data: part.value.slice().buffer });
  }
  return new ArrayBuffer(0);
}

function parsed(buffer, { dataType = 'json', responseType = 'text' }) {
  if (responseType === 'arraybuffer') return buffer;
  const text = new TextDecoder().decode(buffer);
  if (dataType !== 'json') return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

const isPlain = (data) => typeof data === 'object' && data !== null && viewOf(data) === null;
const asText = (value) => (typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value));

/** The data of a GET joins the query; a key of the data replaces the same key of the address. */
export function withQuery(url, data) {
  if (typeof data === 'string' && data !== '') return `${url}${String(url).includes('?') ? '&' : '?'}${data}`;
  if (!isPlain(data) || Object.keys(data).length === 0) return url;
  const [whole, fragment = ''] = String(url).split(/(?=#)/);
  const [path, query = ''] = whole.split(/\?(.*)/s);
  const parts = new Map();
  for (const part of query.split('&').filter(Boolean)) parts.set(part.split('=')[0], part);
  for (const [key, value] of Object.entries(data)) {
    const name = encodeURIComponent(key);
    parts.set(name, `${name}=${encodeURIComponent(asText(value))}`);
  }
  return `${path}?${[...parts.values()].join('&')}${fragment}`;
}

function bodyOf(data, contentType) {
  if (data === undefined || data === null) return undefined;
  const bytes = viewOf(data);
  if (bytes !== null) return bytes;
  if (typeof data !== 'object') return String(data);
  if (!/application\/x-www-form-urlencoded/i.test(contentType)) return JSON.stringify(data);
  const pair = ([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(asText(value))}`;
  return Object.entries(data).map(pair).join('&');
}
