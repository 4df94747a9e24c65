/** What the built-ins have in common: own properties, events, inner DOM, assets and records. */
import { withReason } from './unsupported.js';

const LONGEST_ATTRIBUTE = 500;

/** Set properties of a built-in from inside; this also drives `model:` bindings. */
export const setOwn = (host, comp, values) => {
  const proxy = host.glassEasel.Component.getDataProxy(comp);
  for (const [name, value] of Object.entries(values)) proxy.replaceProperty(name, value);
  proxy.applyDataUpdates(false);
};

/** Whether a component stands in the document; once removed it has no element any more. */
export const isShown = (comp) => comp.$$ !== null && comp.$$.isConnected;

/** Do something with a component's boxes once they are laid out, if it is still there. */
export const afterLayout = (host, comp, work) =>
  host.real.requestAnimationFrame(() => {
    if (isShown(comp)) work();
  });

/** Fire a component event; like the platform's own, it does not bubble unless `options` say so. */
export const emit = (host, comp, name, detail = {}, options = {}) => {
  host.glassEasel.Event.triggerEvent(comp, name, detail, options);
};

/** Fire an event whose listener may answer: `bindinput` replaces the value by what it returns. */
export const ask = (host, comp, name, detail) => {
  let answer;
  emit(host, comp, name, detail, {
    handleListenerReturn: (returned) => {
      if (returned !== undefined) answer = returned;
    },
  });
  return answer;
};

const EVENTS = 'data-mi-events';

/**
 * Listen on a built-in from inside. The screen's tree lists the program's listeners only, so this one is kept off the
 * element's list, and those that the program adds to the same event later are put on it.
 */
export const listen = (comp, name, listener, options) => {
  const element = comp.$$;
  const add = Object.getPrototypeOf(comp).addListener;
  const before = element.getAttribute(EVENTS);
  add.call(comp, name, listener, options);
  if (before === null) element.removeAttribute(EVENTS);
  else element.setAttribute(EVENTS, before);
  if (Object.hasOwn(comp, 'addListener')) return;
  comp.addListener = (type, ...rest) => {
    add.call(comp, type, ...rest);
    const known = (element.getAttribute(EVENTS) || '').split(' ').filter(Boolean);
    if (!known.includes(type)) element.setAttribute(EVENTS, [...known, type].join(' '));
  };
};

/** Show properties as DOM attributes, so that a snapshot of the screen sees them. */
export const mirror = (comp, values) => {
  const element = comp.$$;
  if (!element) return;
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined || value === null || value === false || value === '') element.removeAttribute(name);
    else element.setAttribute(name, value === true ? '' : String(value).slice(0, LONGEST_ATTRIBUTE));
  }
};

const OWN_STYLE = 3;

/** Style a built-in gives itself; it lies over the program's own and survives the program's updates. */
export const ownStyle = (comp, css) => comp.setNodeStyle(css, OWN_STYLE);

/** A value a program put into a style, without what could end the declaration. */
export const cssValue = (value) => String(value).replace(/[;{}"'\\<>]/g, '');

/** An element of the built-in's own drawing; `data-mi-inner` keeps it apart from the program's nodes. */
export const inner = (host, tag, className, text) => {
  const element = host.real.createElement(tag);
  element.className = className;
  element.setAttribute('data-mi-inner', '');
  if (text !== undefined) element.textContent = text;
  return element;
};

/**
 * Put what the program writes into the built-in inside an element of the built-in's own, as the platform does for some:
 * what the program styles there (`display: flex`, `.outer > .child`) then means the same as on a device.
 */
export const wrapContent = (comp, className) => wrapSlot(comp, 0, className);

/** The same for the slot at `index` of those that `twoSlots` made. */
export const wrapSlot = (comp, index, className) => {
  const root = comp.getShadowRoot();
  const slot = root.childNodes[index];
  const wrapper = root.createNativeNode('div');
  root.insertChildAt(wrapper, index);
  wrapper.appendChild(slot);
  wrapper.$$.setAttribute('data-mi-inner', '');
  wrapper.$$.className = className;
  return wrapper.$$;
};

/** A node of the built-in's own tree, so that the classes a program hands over (`externalClasses`) reach it; its element. */
export const ownNode = (comp, classes) => {
  const root = comp.getShadowRoot();
  const node = root.createNativeNode('div');
  node.class = classes;
  // After the slot: before it, the framework would put the content into this node.
  root.appendChild(node);
  node.$$.setAttribute('data-mi-inner', '');
  return node.$$;
};

/** Parts of the definition of a built-in that takes content with `slot="name"` beside its plain content. */
export const twoSlots = (name) => ({
  options: { multipleSlots: true },
  template: {
    content: () => () => ({
      C: (isCreation, text, element, branch, loop, slot) => {
        slot(name);
        slot('');
      },
      B: {},
    }),
  },
});

/** Path of the page or custom component in whose template the built-in stands, without leading slash. */
export const ownerPath = (comp) => {
  const owner = comp.ownerShadowRoot && comp.ownerShadowRoot.getHostNode();
  return owner ? String(owner.is).replace(/^\//, '') : '';
};

/** Path of `path` seen from the file `from`, both inside the project. */
export const resolvePath = (path, from) => {
  const parts = path.startsWith('/') ? [] : from.split('/').slice(0, -1);
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
};

/** Address a browser can load for a `src`: remote ones stay, local ones are files of the project or temporary ones. */
export const assetUrl = (host, comp, src) => {
  const text = String(src || '').trim();
  if (text === '') return '';
  if (/^(data|blob):/i.test(text)) return text;
  if (/^(wxfile|http:\/\/(tmp|usr|store)\b)/i.test(text)) return host.displayUrl ? host.displayUrl(text) || '' : '';
  if (/^https?:\/\//i.test(text)) return text;
  if (text.startsWith('//')) return `https:${text}`;
  if (/^[a-z][a-z0-9+.-]*:/i.test(text)) return '';
  return host.project.url(resolvePath(text, ownerPath(comp)));
};

/** Whether an address leaves the device. */
export const isRemote = (src) => /^(https?:)?\/\/(?!(tmp|usr|store)\b)/i.test(String(src || '').trim());

/** Note that a component, not a line of code, used an interface or loaded something. */
export const record = (host, comp, api, args) => {
  const call = host.recorder.begin(api, { ...args, file: `${ownerPath(comp)}.wxml` }, { stack: '' });
  call.end(true, `${api}:ok`);
};

/**
 * Have the platform's side answer for a component; it keeps the record of the call itself.
 * Resolves to its answer; a refusal throws `{ errMsg, errno }`.
 */
export const askPlatform = async (host, comp, api, args) => {
  const name = api.slice(api.indexOf('.') + 1);
  try {
    const answer = await host.native(api, { ...args, file: `${ownerPath(comp)}.wxml` });
    return { errMsg: `${name}:ok`, ...answer };
  } catch (error) {
    const reason = String(error.reason || 'fail').replace(/^[\w.]+:/, '');
    const failure = { ...error.extra, errMsg: `${name}:${reason.startsWith('fail') ? reason : `fail ${reason}`}` };
    if (error.errno !== undefined && error.errno !== null) failure.errno = error.errno;
    throw failure;
  }
};

/** Something this host cannot show: said once for each name. */
const told = new Set();
export const tellUnsupported = (host, name) => {
  if (told.has(name)) return;
  told.add(name);
  host.send({ t: 'unsupported', name: withReason(name) });
};

/** CSS text with `rpx` made into what a browser knows. */
export const cssLengths = (css) => String(css).replace(/(-?\d*\.?\d+)rpx\b/gi, (whole, number) => `${number / 7.5}vw`);

/** A number that may come as `10`, `"10px"` or `"10rpx"`, in CSS px. */
export const pixels = (host, value) => {
  const number = parseFloat(value);
  if (!Number.isFinite(number)) return 0;
  return /rpx\s*$/.test(String(value)) ? (number * host.real.window.innerWidth) / 750 : number;
};

/** Box and identity of the target as the platform puts them into touch events. */
export const rectOf = (comp) => {
  const box = comp.$$.getBoundingClientRect();
  return { x: box.left, y: box.top, width: box.width, height: box.height };
};
