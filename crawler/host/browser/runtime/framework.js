// The platform's component framework in this page: backend, built-in components, events.
import * as adapter from '../npm/adapter.js';
import { real } from '../primordials.js';
import { plainTargets } from './events.js';

const { glassEasel, MiniProgramEnv } = adapter;
const NATIVE_EVENTS = new real.Set([
  'touchstart', 'touchmove', 'touchend', 'touchcancel', 'transitionend', 'animationstart', 'animationiteration', 'animationend',
]);
const GENERIC = [
  'view', 'text', 'button', 'image', 'input', 'scroll-view', 'swiper', 'swiper-item', 'textarea', 'picker', 'navigator',
  'form', 'canvas', 'label', 'icon', 'radio', 'radio-group', 'checkbox', 'checkbox-group', 'map', 'web-view', 'rich-text',
  'video', 'switch', 'slider', 'cover-view', 'cover-image', 'open-data', 'ad', 'ad-custom', 'official-account',
  'picker-view', 'picker-view-column', 'movable-area', 'movable-view', 'progress', 'audio', 'camera', 'live-player',
  'live-pusher', 'page-meta', 'navigation-bar', 'root-portal', 'editor', 'match-media', 'share-element', 'page-container',
  'functional-page-navigator', 'keyboard-accessory', 'voip-room', 'channel-video', 'channel-live', 'store-home',
  'store-product', 'grid-view', 'list-view', 'sticky-header', 'sticky-section', 'custom-wrapper', 'xr-scene', 'snapshot',
];
const RPX = /(-?\d*\.?\d+)rpx\b/gi;

export function createFramework(host, definitions) {
  glassEasel.globalOptions.writeFieldsToNode = false;
  glassEasel.globalOptions.throwGlobalError = false;
  const context = createContext(host);
  plainTargets(glassEasel, host);
  const env = new MiniProgramEnv();
  env.associateBackend(context);
  const globalSpace = env.getGlobalCodeSpace();
  const space = env.createCodeSpace('', true);
  // Style sheets and the screen's tree know elements by their id. A template's handler may be a function that was put on
  // the instance afterwards, under a name made at run time: uni-app and others build all their handlers so.
  space.getComponentSpace().updateComponentOptions({ writeIdToDOM: true, useMethodCallerListeners: true });
  const builtins = registerBuiltins(globalSpace.getComponentSpace(), space.getComponentSpace(), definitions, host);
  lenientSetData();
  reachTabBar(host);
  host.glassEasel = glassEasel;
  return { glassEasel, context, space, builtins };
}

function createContext(host) {
  const context = new glassEasel.CurrentWindowBackendContext();
  context.document = {
    createElement: (tag) => guarded(tag),
    createTextNode: (text) => real.createTextNode(text),
    createDocumentFragment: () => real.document.createDocumentFragment(),
  };
  const listen = context.setListenerStats.bind(context);
  context.setListenerStats = (element, type, capture, level) => {
    if (!element) return;
    markEvent(element, type);
    if (NATIVE_EVENTS.has(type)) listen(element, type, capture, level);
  };
  return context;
}

// Every element gets a name of ours, so that a template can never make a script or a frame.
function guarded(tag) {
  const name = real.String(tag).toLowerCase();
  const element = real.createElement(real.indexOf(name, 'wx-') === 0 ? name : 'wx-' + name);
  element.setAttribute = setGuarded;
  real.defineProperty(element, 'id', { get: readId, set: writeId, configurable: true });
  return element;
}

function setGuarded(name, value) {
  if (/^on/i.test(name)) return;
  if (name === 'style') real.setAttribute(this, name, real.String(value).replace(RPX, (all, number) => `${number / 7.5}vw`));
  else real.setAttribute(this, name, value);
}

function readId() {
  return real.getAttribute(this, 'id') || '';
}

// The framework writes "prefix--id"; style sheets and people know the element by its own id.
function writeId(value) {
  const text = real.String(value);
  const cut = text.indexOf('--');
  real.setAttribute(this, 'id', cut >= 0 ? text.slice(cut + 2) : text);
}

function markEvent(element, type) {
  const known = real.getAttribute(element, 'data-mi-events');
  if (known === null) real.setAttribute(element, 'data-mi-events', type);
  else if (!(' ' + known + ' ').includes(' ' + type + ' ')) real.setAttribute(element, 'data-mi-events', known + ' ' + type);
}

// Every component may ask for the custom tab bar of its page.
function reachTabBar(host) {
  adapter.component.ComponentCaller.prototype.getTabBar = () => host.pages?.top()?.customTabbar || null;
}

// A device ignores a setData callback that is no function.
function lenientSetData() {
  const prototype = adapter.component.ComponentCaller.prototype;
  const { setData } = prototype;
  prototype.setData = function lenient(data, callback) {
    return real.apply(setData, this, [data, typeof callback === 'function' ? callback : undefined]);
  };
}

function registerBuiltins(globalComponents, components, definitions, host) {
  const tags = new real.Set();
  const register = (tag, definition) => {
    const made = globalComponents.defineComponent({ is: 'wx://' + tag, ...drawnOnly(animated(definition, host)) });
    components.setGlobalUsingComponent(tag, made);
    tags.add(tag);
  };
  for (const { tag, ...definition } of definitions) register(tag, definition);
  for (const tag of GENERIC) if (!tags.has(tag)) register(tag, {});
  return tags;
}

// Every built-in has the attributes `hidden` and `animation`; the latter takes what wx.createAnimation exports.
function animated(definition, host) {
  return {
    ...definition,
    properties: { animation: null, hidden: Boolean, ...definition.properties },
    observers: {
      ...definition.observers,
      animation(value) {
        if (value) host.playAnimation?.(this.$$, value);
      },
      hidden(on) {
        if (on) real.setAttribute(this.$$, 'hidden', '');
        else real.removeAttribute(this.$$, 'hidden');
      },
    },
  };
}

// A page that was closed may still set data; what that makes has no element to draw on.
function drawnOnly(definition) {
  const guard = (table) => {
    const out = {};
    for (const name of real.keys(table || {})) {
      out[name] = function drawn(...args) {
        return this.$$ ? real.apply(table[name], this, args) : undefined;
      };
    }
    return out;
  };
  return { ...definition, lifetimes: guard(definition.lifetimes), observers: guard(definition.observers) };
}
