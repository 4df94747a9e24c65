// What the inspector may ask of the page. Python fetches this object once; the program never sees it.
import { real } from '../primordials.js';
import { queryText } from './query.js';

export function createControl({ host, bridge, quiet }) {
  return {
    __proto__: null,
    answer: (id, result) => bridge.answer(id, result),
    event: (name, payload) => host.events.emit(name, payload),
    fence: (number) => {
      host.send({ t: 'fence', number });
      return number;
    },
    advance: (ms) => host.clock.advance(ms),
    sleep: (ms) => host.clock.sleep(ms),
    pending: () => quiet.facts(),
    quiet: (ceiling) => quiet.wait(ceiling),
    rest: async (ceiling) => ({ __proto__: null, quiet: await quiet.wait(ceiling), ms: host.clock.total(), page: host.router.path() }),
    state: () => ({
      page: host.router.path(),
      query: queryText(host.router.current() ? host.router.current().query : ''),
      stack: host.router.opened().map((entry) => entry.path),
      title: host.router.current() ? host.router.current().look.title : '',
      ms: host.clock.total(),
      exited: host.exited === true,
    }),
    /** Whether a window or page of the platform lies over the program's page; a toast does not. */
    covered: () => host.dialogs.openIds().some((id) => !/^(toast|loading)\./.test(id)),
    open: (path, query, type) => {
      host.router.heal();
      try {
        host.router.open(path, query, type);
        return '';
      } catch (error) {
        return real.String(error.reason || error.message);
      }
    },
    /**
     * The system's back key: a platform's page closes, a window keeps it from the page, the last page leaves the program.
     * Returns what became of it and, for a `surface` that the inspector must close, its id.
     */
    back: () => {
      host.router.heal();
      const covering = host.dialogs.back();
      if (covering) return covering;
      if (host.router.current()?.closeCover?.()) return ['page', ''];
      if (host.router.stack.length < 2) return ['leave', ''];
      host.router.navigateBack(1);
      return ['page', ''];
    },
    hide: () => host.appHide(),
    show: () => host.appShow(),
    pull: () => {
      const top = host.router.current();
      if (!top || !top.look.pulldown || top.scroller.scrollTop > 0) return false;
      host.chrome.pull(top);
      return true;
    },
  };
}
