// wx.uploadFile and wx.downloadFile.
import { address, cookiesOf, createTask, guarded, headerObject, headers, patience, send } from './shared/http.js';
import { mediaType } from './shared/memory_fs.js';
import { readAny } from './shared/package_files.js';

const EXTENSIONS = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/gif': 'gif',
  'image/webp': 'webp',
  'application/pdf': 'pdf',
  'application/json': 'json',
  'text/plain': 'txt',
  'audio/mpeg': 'mp3',
  'video/mp4': 'mp4',
  'application/zip': 'zip',
};

export default (host) => {
  const task = (name, work) => ({
    task: true,
    run: (options, call) => {
      const controller = new host.real.AbortController();
      const made = createTask(host, controller, ['HeadersReceived', 'ProgressUpdate']);
      const done = guarded(host, controller, patience(host, name, options.timeout), (signal) =>
        work(host, options, call, signal, made.listeners),
      );
      return { task: made.task, done };
    },
  });
  return { uploadFile: task('uploadFile', upload), downloadFile: task('downloadFile', download) };
};

const progress = (done, total) => ({
  progress: total > 0 ? Math.round((done * 100) / total) : 100,
});

async function upload(host, options, call, signal, listeners) {
  const url = address(host, options.url);
  if (!options.filePath) throw new host.ApiError('parameter error: parameter.filePath should be String');
  if (!options.name) throw new host.ApiError('parameter error: parameter.name should be String');
  const bytes = await readAny(host, options.filePath);
  const form = new host.real.FormData();
  for (const [key, value] of Object.entries(options.formData ?? {})) {
    form.append(key, typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value));
  }
  const fileName = String(options.fileName ?? options.filePath)
    .split('/')
    .pop();
  form.append(options.name, new host.real.Blob([bytes], { type: mediaType(fileName) }), fileName);
  const sent = headers(host, call, options.header);
  delete sent['content-type'];
  const response = await send(host, url, { method: 'POST', headers: sent, body: form, signal });
  const header = headerObject(response);
  listeners.HeadersReceived.emit({ header });
  const size = bytes.length;
  listeners.ProgressUpdate.emit({
    ...progress(size, size),
    totalBytesSent: size,
    totalBytesExpectedToSend: size,
  });
  return { data: await response.text(), statusCode: response.status, header, cookies: cookiesOf(response) };
}

async function download(host, options, call, signal, listeners) {
  const url = address(host, options.url);
  const sent = headers(host, call, options.header);
  const response = await send(host, url, { method: 'GET', headers: sent, signal });
  const header = headerObject(response);
  listeners.HeadersReceived.emit({ header });
  const bytes = await received(response, listeners.ProgressUpdate);
  const result = { statusCode: response.status, header, cookies: cookiesOf(response) };
  if (options.filePath) {
    host.files.writeUser(options.filePath, bytes);
    return { ...result, filePath: options.filePath };
  }
  return { ...result, tempFilePath: host.files.temporary(bytes, extensionOf(url, header)) };
}

/** The body as it comes in, with a word of each part; without a length, the end alone is known. */
async function received(response, listeners) {
  const expected = Number(response.headers.get('content-length')) || 0;
  const parts = [];
  let length = 0;
  const tell = (total) =>
    listeners.emit({ ...progress(length, total), totalBytesWritten: length, totalBytesExpectedToWrite: total });
  const reader = response.body?.getReader();
  for (let part = await reader?.read(); part && !part.done; part = await reader.read()) {
    parts.push(part.value);
    length += part.value.length;
    if (length < expected) tell(expected);
  }
  tell(length);
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

function extensionOf(url, header) {
  const type = String(header['Content-Type'] ?? '')
    .split(';')[0]
    .trim()
    .toLowerCase();
  if (Object.hasOwn(EXTENSIONS, type)) return EXTENSIONS[type];
  return /\.([a-z0-9]{1,5})$/i.exec(new URL(url).pathname)?.[1]?.toLowerCase() ?? '';
}
