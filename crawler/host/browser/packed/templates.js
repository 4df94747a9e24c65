// Templates of a compiled package. The compiler's function makes a whole tree from the data each time; the framework's
// own template engine is told of it as of one list of nodes, keyed, and so creates, moves and updates only what differs.
import { real } from '../primordials.js';
import { createAttributes, eventWrapper } from './attributes.js';

const SCOPED = 'slot:';

/** Path -> template as the framework takes it, for every path the program may use. */
export function packedTemplates({ code, maker }, paths, wxs, glassEasel) {
  const apply = createAttributes(glassEasel);
  const groups = {};
  for (const path of paths) {
    const generate = generator(code[path + '.wxml'], maker, path);
    if (generate) groups[path] = () => procedure(generate, apply, wxs);
  }
  return groups;
}

// A function, or [maker, argument] to be made when it is first needed; older packages are asked by path.
function generator(found, maker, path) {
  const [make, place] = real.isArray(found) ? found : [maker, `./${path}.wxml`];
  let made = typeof found === 'function' ? found : null;
  if (!made && typeof make !== 'function') return null;
  return (data) => {
    if (!made) made = make(place);
    if (typeof made !== 'function') throw new real.Error(`the package has no template for ${path}`);
    return made(data, {});
  };
}

function procedure(generate, apply, wxs) {
  const states = new real.WeakMap();
  return (wrapper, isCreation, data) => {
    if (isCreation) {
      wrapper.setFnFilter(wxs.filter);
      wrapper.setEventListenerWrapper(eventWrapper(wxs));
      states.set(wrapper, { working: false, again: false });
    }
    return { C: once(states.get(wrapper), wrapper, data, () => tree(wrapper, apply, generate(data))), B: undefined };
  };
}

const tree = (wrapper, apply, root) => children(wrapper, apply, (root && root.children) || []);

// Handlers that run while a tree is put in place may set data: that tree is then out of date, so what they set is drawn
// by a further tree when this one stands.
function once(state, wrapper, data, make) {
  return (isCreation, ...define) => {
    if (state.working) {
      state.again = true;
      return;
    }
    state.working = true;
    try {
      make()(isCreation, ...define);
    } finally {
      state.working = false;
    }
    if (!state.again) return;
    state.again = false;
    if (isCreation) real.queueMicrotask(() => wrapper.update(data, undefined));
    else wrapper.update(data, undefined);
  };
}

function children(wrapper, apply, nodes) {
  const list = keyed(nodes);
  return (isCreation, text, element, branch, loop) => {
    loop(list, 'key', isCreation ? undefined : true, null, (...given) => {
      const item = given[1];
      const toBranch = given[8];
      toBranch(kindOf(item.node), (creating, ...define) => place(wrapper, apply, item.node, define));
    });
  };
}

// A node keeps its element as long as its key stays: that of its list item, else its number among its kind.
function keyed(nodes) {
  const counts = new real.Map();
  const list = [];
  for (const node of real.isArray(nodes) ? nodes : []) {
    const key = node && typeof node === 'object' ? node.wxKey : undefined;
    const given = key !== undefined && key !== null && typeof key !== 'object';
    const kind = given ? `key ${real.String(key)}` : kindOf(node);
    const count = counts.get(kind) || 0;
    counts.set(kind, count + 1);
    list.push({ key: count ? `${kind} ${count}` : kind, node });
  }
  return list;
}

function kindOf(node) {
  if (!node || typeof node !== 'object') return 'text';
  return node.wxVkey === undefined ? real.String(node.tag) : `${node.tag} ${node.wxVkey}`;
}

function place(wrapper, apply, node, [text, element, , , slot, virtual]) {
  if (!node || typeof node !== 'object') {
    text(node === undefined || node === null ? '' : real.String(node));
    return;
  }
  const tag = real.String(node.tag);
  const attributes = node.attr && typeof node.attr === 'object' ? node.attr : {};
  const inside = children(wrapper, apply, node.children);
  if (tag === 'virtual' || tag === 'wx-block') virtual(inside, undefined);
  else if (tag === 'wx-slot') slot(attributes.name, (made) => apply.slot(wrapper, made, attributes), attributes.slot);
  else {
    const scoped = real.keys(attributes).filter((name) => name.indexOf(SCOPED) === 0).map((name) => name.slice(SCOPED.length));
    const init = (made) => apply.element(wrapper, made, node);
    element(tag.replace(/^wx-/, ''), generics(node.generics), init, inside, attributes.slot, scoped);
  }
}

function generics(table) {
  const out = {};
  for (const name of real.keys(table || {})) out[name.replace(/^wx-/, '')] = real.String(table[name]).replace(/^wx-/, '');
  return out;
}
