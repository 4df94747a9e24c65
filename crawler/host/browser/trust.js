// What the page takes from the program: errors it cannot hide, doors it does not have, input it cannot fake.
import { real } from './primordials.js';

const NETWORK = /^(request|downloadFile|uploadFile|connectSocket|sendSocketMessage|cloud\.\w+):/;
const CLOUD = /cloud\.\w+:fail -40\d{4}/;
const NO_API = /^(wx\.[\w.]+ is not a (function|constructor)|__wx\w+ is not defined)/;
const BAD_STATUS = 400;
const CLOSED = [
  'RTCPeerConnection', 'webkitRTCPeerConnection', 'RTCDataChannel', 'WebTransport', 'WebSocketStream', 'SharedWorker', 'Worker', 'EventSource',
  'fetchLater',
];

export function createTrusted(host) {
  let lastInput = null;
  for (const type of ['touchend', 'mouseup', 'keydown']) {
    real.addEventListener(real.window, type, (event) => {
      if (real.isTrusted(event)) lastInput = host.clock.elapsed();
    }, true);
  }
  host.sinceInput = () => (lastInput === null ? null : host.clock.elapsed() - lastInput);

  const ours = host.project.url('__host/');
  // A phone's program would not see an error that was thrown in code of ours, nor lack an interface of the platform.
  const causeOf = (error) => {
    if (error.missing) return 'missing';
    if (error.answered) return 'project';
    if (NO_API.test(error.text)) return 'host';
    return isOurs(error.stack, ours) ? 'host' : 'project';
  };

  host.reportError = (error, method, cause) => {
    const seen = read(error);
    host.send({
      t: 'error', message: real.slice(method ? `${seen.text} (${method})` : seen.text, 0, 2000), stack: seen.stack, cause: cause || causeOf(seen),
    });
    if (!cause) host.events.emit('error', seen.stack ? `${seen.text}\n${seen.stack}` : seen.text);
  };

  real.addEventListener(real.window, 'error', (event) => {
    if (event.message || event.error) host.reportError(event.error || { message: event.message }, 'uncaught');
  });
  real.addEventListener(real.window, 'unhandledrejection', (event) => {
    const { reason } = event;
    const seen = read(reason);
    host.send({
      t: 'error', cause: isNetwork(reason) ? 'network' : causeOf(seen), message: 'unhandled rejection: ' + (seen.answer || seen.text), stack: seen.stack,
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
    return (typeof statusCode === 'number' && statusCode >= BAD_STATUS) || NETWORK.test(real.String(errMsg)) || NETWORK.test(real.String(message)) || CLOUD.test(real.String(message));
  } catch {
    return false;
  }
}

// The innermost frame with an address; what was made from the project's templates has none of its own.
function isOurs(stack, ours) {
  const frame = typeof stack === 'string' ? stack.split('\n').find((row) => /^\s+at .*https?:/.test(row)) : undefined;
  return frame !== undefined && frame.includes(ours) && !frame.includes('(eval at ');
}

// What the program throws may be anything: getters and conversions of its own run here, and may throw again.
function read(error) {
  const seen = { text: '[unreadable]', stack: '', missing: false, answered: false, answer: '' };
  try {
    const object = typeof error === 'object' && error !== null;
    const known = object && 'message' in error;
    if (known && typeof error.stack === 'string') seen.stack = real.slice(error.stack, 0, 6000);
    seen.answered = object && typeof error.errMsg === 'string';
    if (seen.answered && !known) seen.answer = error.errMsg;
    seen.missing = object && error.missing === true;
    seen.text = real.String(known ? error.message : error);
  } catch {
    // What could be read stays.
  }
  return seen;
}
