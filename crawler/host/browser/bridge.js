// The one way out of the page and the one way in. Both leave the global before the program's first line.
import { digest } from './digest.js';
import { real } from './primordials.js';

export function connect(boot, facts) {
  const post = window[boot.binding];
  delete window[boot.binding];
  const waiting = real.create(null);
  let count = 0;

  const send = (message) => {
    const known = facts();
    const body = digest(message);
    post('{"ms":' + known.ms + ',"page":' + real.stringify(known.page) + (body === '{}' ? '}' : ',' + real.slice(body, 1)));
  };

  /** Ask Python. Resolves to {ok, result} or {ok: false, errMsg, errno}. */
  const ask = (message) => {
    count += 1;
    const id = 'q' + count;
    return new real.Promise((resolve) => {
      waiting[id] = resolve;
      send({ __proto__: null, ...message, q: id });
    });
  };

  const answer = (id, result) => {
    const resolve = waiting[id];
    delete waiting[id];
    if (resolve) resolve(result);
  };

  /** Put the control object where Python fetches it once. */
  const offer = (control) => {
    real.defineProperty(window, boot.control, { value: control, configurable: true });
  };

  return { send, ask, answer, offer };
}
