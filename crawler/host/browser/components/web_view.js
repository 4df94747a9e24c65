/** `web-view`: a web page over the whole page, in a frame that cannot reach the program or leave its place. */
import { emit, inner, isShown, mirror, record, tellUnsupported } from './shared/element.js';
import { placeholderBox } from './shared/placeholder.js';

const isOwnSite = (name) => name === 'servicewechat.com' || name.endsWith('.servicewechat.com');
const SANDBOX = 'allow-scripts allow-forms allow-same-origin';

export default (host) => {
  const clear = (comp) => {
    comp.frame?.remove();
    comp.frame = null;
    comp.came();
  };
  const show = (comp) => {
    const src = String(comp.data.src || '').trim();
    mirror(comp, { src });
    clear(comp);
    if (!src) return;
    let url;
    try {
      url = new URL(src);
    } catch {
      url = null;
    }
    // A frame of this document's own site would share its process and could reach back into it.
    const fits = url && /^https?:$/.test(url.protocol) && !isOwnSite(url.hostname);
    if (!fits) {
      comp.box.say('网页', [src]);
      emit(host, comp, 'error', { src, url: src, fullUrl: src });
      return;
    }
    comp.box.say('网页', [url.host]);
    record(host, comp, 'component.web-view', { src });
    const frame = inner(host, 'iframe', 'wx-web-view-frame');
    frame.setAttribute('sandbox', SANDBOX);
    frame.setAttribute('referrerpolicy', 'unsafe-url');
    frame.addEventListener('load', () => emit(host, comp, 'load', { src, url: src, fullUrl: src }));
    frame.addEventListener('error', () => emit(host, comp, 'error', { src, url: src, fullUrl: src }));
    // The page is not at rest while its frame is on the way.
    host.busy(new host.real.Promise((resolve) => { comp.came = resolve; }));
    for (const end of ['load', 'error']) frame.addEventListener(end, comp.came);
    frame.src = url.href;
    comp.frame = frame;
    comp.$$.append(frame);
    tellUnsupported(host, 'web-view JSSDK');
  };
  return {
    tag: 'web-view',
    properties: { src: String, progressbarColor: String },
    observers: {
      src() {
        if (isShown(this)) show(this);
      },
    },
    lifetimes: {
      created() {
        this.box = placeholderBox(host, this, 'web');
        this.frame = null;
        this.came = () => undefined;
      },
      attached() {
        show(this);
      },
      detached() {
        clear(this);
      },
    },
  };
};
