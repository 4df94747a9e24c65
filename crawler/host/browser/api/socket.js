// wx.connectSocket and SocketTask on a real WebSocket. A browser lets no header be added to its
// handshake, so the flow is tied to its call by address.
import { method } from './shared/callbacks.js';
import { viewOf } from './shared/bytes.js';
import { emitters, Listeners } from './shared/listeners.js';

const STATES = { CONNECTING: 0, OPEN: 1, CLOSING: 2, CLOSED: 3 };
const EVENTS = ['Open', 'Message', 'Error', 'Close'];

export default (host) => {
  const shared = Object.fromEntries(EVENTS.map((name) => [name, new Listeners(host)]));
  const sockets = [];
  const connect = (options) => {
    const made = createSocket(host, options, shared);
    sockets.push(made.task);
    return made;
  };
  const current = () => {
    const open = sockets.findLast((task) => task.readyState === STATES.OPEN);
    if (open === undefined) throw new host.ApiError('taskID not exist');
    return open;
  };
  const forward = (act) => (options) =>
    new Promise((resolve, reject) => {
      const fail = ({ errMsg }) => reject(new host.ApiError(errMsg.replace(/^\w+:fail /, '')));
      current()[act]({ ...options, success: () => resolve(), fail, complete: undefined });
    });
  const table = {
    connectSocket: { task: true, run: connect },
    sendSocketMessage: { run: forward('send') },
    closeSocket: { run: forward('close') },
  };
  for (const name of EVENTS) {
    table[`onSocket${name}`] = { raw: true, run: (listener) => shared[name].add(listener) };
  }
  return table;
};

function createSocket(host, options, shared) {
  const task = { ...STATES, readyState: STATES.CONNECTING };
  const own = emitters(host, task, EVENTS);
  const emit = (name, payload) => {
    own[name].emit(payload);
    shared[name].emit(payload);
  };
  let socket = null;
  const done = new Promise((resolve) => {
    socket = open(host, options);
    resolve({ socketTaskId: 0 });
  });
  if (socket !== null) listen(socket, task, emit);
  // Callbacks only: a device's task gives no promise.
  const act = (name, run, recorded) => {
    const called = method(host, name, run, recorded);
    return (options) => void called(options)?.catch(() => undefined);
  };
  task.send = act(
    'sendSocketMessage',
    ({ data }) => {
      if (task.readyState !== STATES.OPEN) throw new host.ApiError('SocketTask.readyState is not OPEN');
      socket.send(viewOf(data) ?? String(data));
    },
    'SocketTask.send',
  );
  task.close = act(
    'closeSocket',
    ({ code = 1000, reason = '' }) => {
      if (socket === null || task.readyState >= STATES.CLOSING) throw new host.ApiError('socket is not connected');
      task.readyState = STATES.CLOSING;
      socket.close(code, reason);
    },
    'SocketTask.close',
  );
  return { task, done };
}

function open(host, { url, protocols, header }) {
  if (!/^wss?:\/\//i.test(String(url))) throw new host.ApiError(`invalid url "${url}"`, 600009);
  if (header && Object.keys(header).length > 0) {
    host.send({ t: 'unsupported', name: 'connectSocket.header' });
  }
  try {
    return new host.real.WebSocket(url, protocols ?? []);
  } catch {
    throw new host.ApiError('createSocket failed', 600001);
  }
}

function listen(socket, task, emit) {
  socket.binaryType = 'arraybuffer';
  socket.onopen = () => {
    task.readyState = STATES.OPEN;
    emit('Open', { header: {}, profile: {} });
  };
  socket.onmessage = ({ data }) => emit('Message', { data });
  socket.onerror = () => emit('Error', { errMsg: 'Connection refused', errno: 600001 });
  socket.onclose = ({ code, reason }) => {
    task.readyState = STATES.CLOSED;
    emit('Close', { code, reason });
  };
}
