// Element.*: one element of an open page.
import { rectOf } from '../../api/shared/nodes.js';
import { real } from '../../primordials.js';
import { act } from './acts.js';
import { attribute, propertiesOf } from './attributes.js';
import { callWith } from './functions.js';
import { select, wxml } from './mirror.js';
import { at } from './paths.js';
import { reachable, touch } from './touches.js';

const TOUCHES = ['touchstart', 'touchmove', 'touchend', 'touchcancel'];
const BUBBLING = new real.Set(['tap', 'longpress', 'longtap', ...TOUCHES]);

export function elementMethods(tools) {
  const { host, handles } = tools;

  const within = ({ selector, ...named }) => {
    const element = handles.element(named);
    return select(tools, element, selector, handles.isCustom(element)).filter((one) => one !== element);
  };
  const component = (params) => {
    const element = handles.element(params);
    if (!handles.isCustom(element)) throw new real.Error('the element is not a custom component');
    return element.getMethodCaller();
  };
  const each = (params, read) => {
    const element = handles.element(params);
    return params.names.map((name) => read(element, name) ?? null);
  };
  const property = (element, name) => {
    if (name === '__propPublic') return publicProperties(element);
    if (name === '_translateX') return element.movable?.at.x;
    if (name === '_translateY') return element.movable?.at.y;
    return propertiesOf(host, element).includes(name) ? element.data[name] : undefined;
  };
  const publicProperties = (element) => {
    const found = {};
    for (const name of propertiesOf(host, element)) found[name] = { type: typeof element.data[name], public: true };
    return found;
  };
  const drawn = (params) => {
    const dom = handles.domOf(handles.element(params));
    if (!dom) throw new real.Error('the element draws nothing');
    return dom;
  };
  const domProperty = (element, name) => {
    const value = handles.domOf(element)?.[name];
    return typeof value === 'function' || (typeof value === 'object' && value !== null) ? null : value;
  };
  const style = (element, name) => {
    const dom = handles.domOf(element);
    const computed = dom ? real.getComputedStyle(dom) : null;
    return computed && (computed.getPropertyValue(name) || computed[name] || '');
  };
  const trigger = (element, type, detail) => {
    const bubbles = BUBBLING.has(type);
    host.glassEasel.Event.triggerEvent(element, type, detail ?? {}, { bubbles, composed: bubbles });
    return {};
  };
  const dispatch = (params) => {
    const { eventName, eventData, ...given } = params;
    const data = { ...given, ...eventData };
    if (TOUCHES.includes(eventName)) return touch(host, drawn(params), eventName, data);
    return trigger(handles.element(params), eventName, data.detail);
  };

  const methods = {
    'Element.getElement': (params) => {
      const [found] = within(params);
      if (!found) throw new real.Error('no such element');
      return handles.describe(found);
    },
    'Element.getElements': (params) => ({ elements: within(params).map(handles.describe) }),
    'Element.getDOMProperties': (params) => ({ properties: each(params, domProperty) }),
    'Element.getAttributes': (params) => ({ attributes: each(params, (element, name) => attribute(host, element, name)) }),
    'Element.getProperties': (params) => ({ properties: each(params, property) }),
    'Element.getStyles': (params) => ({ styles: each(params, style) }),
    'Element.getOffset': (params) => {
      const { left, top, width, height } = rectOf(handles.element(params));
      const { info, scroller } = handles.page(params.pageId);
      return { left: left + scroller.scrollLeft, top: top - info.top + scroller.scrollTop, width, height };
    },
    'Element.getWXML': (params) => ({ wxml: wxml(tools, handles.element(params), params.type !== 'inner') }),
    'Element.triggerEvent': (params) => trigger(handles.element(params), params.type, params.detail),
    'Element.dispatchEvent': dispatch,
    'Element.callFunction': (params) => {
      const element = handles.element(params);
      return act(host, element, handles.tagOf(element), params.functionName, params.args);
    },
    'Element.getData': (params) => ({ data: at(component(params).data, params.path) ?? null }),
    'Element.setData': (params) => {
      component(params).setData(params.data || {});
      return {};
    },
    'Element.callMethod': (params) => {
      const caller = component(params);
      if (typeof caller[params.method] !== 'function') throw new real.Error(`component.${params.method} not exists`);
      return callWith(caller[params.method], caller, params.args);
    },
    'Element.callContextMethod': (params) => {
      const context = host.contextOf(handles.element(params));
      if (typeof context?.[params.method] !== 'function') throw new real.Error(`context.${params.method} not exists`);
      return callWith(context[params.method], context, params.args);
    },
    /** Where a finger would hit it; null when it cannot be reached. */
    'Element.reach': (params) => {
      const dom = drawn(params);
      if (handles.page(params.pageId) !== host.router.current()) throw new real.Error('page is not on top of page stack');
      return { point: reachable(dom, host.router.current().frame) };
    },
  };
  for (const name of TOUCHES) methods[`Element.${name}`] = (params) => touch(host, drawn(params), name, params);
  return methods;
}
