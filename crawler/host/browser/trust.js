// What the page takes from the program: errors it cannot hide, doors it does not have, input it cannot fake.
import { real } from './primordials.js';

const NETWORK = /^(request|downloadFile|uploadFile|connectSocket|sendSocketMessage|cloud\.callFunction):/;
const BAD_STATUS = 400;
const CLOSED = ['RTCPeerConnection', 'webkitRTCPeerConnection', 'RTCDataChannel', 'WebTransport', 'SharedWorker', 'Worker', 'EventSource'];

export function createTrusted(host) {
  let lastInput = null;
  for (const type of ['touchend', 'mouseup', 'keydown']) {
    real.addEventListener(real.window, type, (event) => {
      if (real.isTrusted(event)) lastInput = host.clock.elapsed();
    }, true);
  }
  host.sinceInput = () => (lastInput === null ? null : host.clock.elapsed() - lastInput);

  host.reportError = (error, method, cause) => {
    const known = error instanceof real.Error || (error && typeof error === 'object' && 'message' in error);
    const text = known ? real.String(error.message) : describe(error);
    host.send({
      t: 'error',
      message: real.slice(method ? `${text} (${method})` : text, 0, 2000),
      stack: known && typeof error.stack === 'string' ? real.slice(error.stack, 0, 6000) : '',
      cause: error && error.missing ? 'missing' : cause || 'project',
    });
    if (!cause) host.events.emit('error', known && error.stack ? `${text}\n${error.stack}` : text);
  };

  real.addEventListener(real.window, 'error', (event) => {
    if (event.message || event.error) host.reportError(event.error || { message: event.message }, 'uncaught');
  });
  real.addEventListener(real.window, 'unhandledrejection', (event) => {
    const { reason } = event;
    const api = reason && typeof reason === 'object' && typeof reason.errMsg === 'string' && !(reason instanceof real.Error);
    host.send({
      t: 'error', cause: isNetwork(reason) ? 'network' : 'project', message: 'unhandled rejection: ' + (api ? reason.errMsg : describe(reason)),
      stack: reason && typeof reason.stack === 'string' ? real.slice(reason.stack, 0, 6000) : '',
    });
    host.events.emit('unhandledRejection', { reason, promise: event.promise });
    event.preventDefault();
  });
  real.addEventListener(real.document, 'securitypolicyviolation', (event) => {
    host.send({ t: 'blocked', what: event.effectiveDirective, sample: real.String(event.blockedURI || '') });
  });

  for (const name of CLOSED) {
    if (name in real.window) real.defineProperty(real.window, name, { value: undefined, writable: false, configurable: false });
  }
  try {
    real.defineProperty(real.window.navigator, 'serviceWorker', { value: undefined });
  } catch {
    host.send({ t: 'blocked', what: 'serviceWorker', sample: 'stays, refused by the context' });
  }
}

// An answer of the program's own request that it did not like, whole or wrapped in an error of its own.
function isNetwork(reason) {
  if (typeof reason === 'string') return NETWORK.test(reason);
  if (!reason || typeof reason !== 'object') return false;
  try {
    const { statusCode, errMsg, message } = reason;
    return (typeof statusCode === 'number' && statusCode >= BAD_STATUS) || NETWORK.test(real.String(errMsg)) || NETWORK.test(real.String(message));
  } catch {
    return false;
  }
}

function describe(value) {
  if (value && typeof value === 'object' && typeof value.message === 'string') return value.message;
  try {
    return real.String(value);
  } catch {
    return '[unreadable]';
  }
}
