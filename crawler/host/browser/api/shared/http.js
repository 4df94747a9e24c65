// What request, uploadFile and downloadFile share: addresses, headers, failures, the task object.
import { emitters } from './listeners.js';

export const LABEL = 'x-minispect-call';
const COOKIE = 'x-minispect-cookie';
const SET_COOKIE = 'x-minispect-set-cookie';
const DROPPED = new Set(['referer', LABEL, COOKIE]);
const DEFAULT_TIMEOUT_MS = 60_000;

/** The checked address. Raises ApiError when it is no http(s) URL. */
export function address(host, url) {
  let parsed = null;
  try {
    parsed = new URL(String(url));
  } catch {
    throw new host.ApiError(`invalid url "${url}"`, 600009);
  }
  if (!/^https?:$/.test(parsed.protocol)) throw new host.ApiError(`invalid url "${url}"`, 600009);
  return parsed.href;
}

const TOKEN = /^[!#$%&'*+.^_`|~0-9a-z-]+$/;

/** A header's value as bytes, one letter each; what lies beyond Latin goes as UTF-8. */
const headerValue = (value) => {
  const text = String(value).replace(/[\r\n\0]/g, '');
  return /^[\0-\xff]*$/.test(text) ? text : String.fromCharCode(...new TextEncoder().encode(text));
};

/**
 * The program's headers by lower-case name, without those a device ignores, plus the label of this call. A page may not
 * send cookies of its own making: the proxy makes them of a header of ours.
 * A plain record: its way to `fetch` leads through nothing that the program could have patched.
 */
export function headers(host, call, given, more = {}) {
  const result = { __proto__: null, ...more };
  for (const [name, value] of Object.entries(given ?? {})) {
    const lower = name.toLowerCase();
    if (DROPPED.has(lower) || !TOKEN.test(lower) || value === undefined || value === null) continue;
    result[lower === 'cookie' ? COOKIE : lower] = headerValue(value);
  }
  if (call) result[LABEL] = call.label;
  return result;
}

/** What the server set, one text each, as the proxy hands it over. */
export function cookiesOf(response) {
  try {
    const list = JSON.parse(response.headers.get(SET_COOKIE) ?? '[]');
    return Array.isArray(list) ? list.map(String) : [];
  } catch {
    return [];
  }
}

/** Response headers with the names as servers usually write them; lower-case names also answer. */
export function headerObject(response) {
  const result = {};
  const cookies = cookiesOf(response);
  const all = [...response.headers].filter(([name]) => name !== SET_COOKIE);
  if (cookies.length) all.push(['set-cookie', cookies.join(',')]);
  for (const [name, value] of all) {
    result[name.replace(/(^|-)([a-z])/g, (_, dash, letter) => dash + letter.toUpperCase())] = value;
    if (!Object.hasOwn(result, name)) Object.defineProperty(result, name, { value, configurable: true });
  }
  return result;
}

/** Milliseconds until a request gives up: of the call, of app.json, or the platform's default. */
export const patience = (host, kind, given) =>
  Number(given) || Number(host.project.app?.networkTimeout?.[kind]) || DEFAULT_TIMEOUT_MS;

/**
 * Runs `work(signal)`, ending it on abort or after `ms`; gives its failure a device's words. The page is not at rest
 * before the last byte was handled: what follows an answer shows only then.
 */
export async function guarded(host, controller, ms, work) {
  let late = false;
  const timer = host.real.setTimeout(() => {
    late = true;
    controller.abort();
  }, ms);
  try {
    return await host.busy(work(controller.signal));
  } catch (error) {
    if (error instanceof host.ApiError) throw error;
    if (late) throw new host.ApiError('timeout', 5);
    if (controller.signal.aborted) throw new host.ApiError('abort', 600003);
    throw new host.ApiError('errcode:-2 cronet_error_code:-2 error_msg:net::ERR_FAILED', 600001);
  } finally {
    host.real.clearTimeout(timer);
  }
}

/** Sends with what a device would send and nothing a browser adds. */
export const send = (host, url, init) =>
  host.fetch(url, { credentials: 'omit', referrerPolicy: 'unsafe-url', cache: 'no-store', ...init });

/** A RequestTask, UploadTask or DownloadTask and the lists of its listeners. */
export function createTask(host, controller, names) {
  const task = { abort: () => controller.abort() };
  return { task, listeners: emitters(host, task, names) };
}
