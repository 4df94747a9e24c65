// Surfaces drawn above the page: a registry of what is open, its buttons, and who answered.
//
// A surface is told to the recorder when shown (texts, buttons, rectangles as drawn) and when answered. Only an event
// of the input layer answers; a made-up one is told and has no effect.
import { BLOCKS } from './blocks.js';
import { elements } from './elements.js';

export function createSurfaces(host) {
  const { real } = host;
  const { make, set, picture, field, rectOf } = elements(real);
  const root = make('overlay', { class: 'mio-overlay' });
  const open = new real.Map();
  let count = 0;

  // A press counts only where it began: the click that ends a tap on the page must not answer what that tap opened.
  const targetOf = Function.prototype.call.bind(Object.getOwnPropertyDescriptor(Event.prototype, 'target').get);
  let begun = null;
  const partOf = (event) => {
    const target = targetOf(event);
    for (const surface of open.values()) if (real.contains(surface.layer, target)) return surface.layer;
    return target === root || !real.contains(root, target) ? null : 'capsule';
  };

  const mount = () => {
    real.appendChild(real.document.documentElement, root);
    real.addEventListener(real.window, 'pointerdown', (event) => {
      if (real.isTrusted(event)) begun = partOf(event);
    }, true);
    real.addEventListener(root, 'click', (event) => {
      if (real.isTrusted(event) && partOf(event) !== begun) event.stopImmediatePropagation();
    }, true);
    for (const name of ['touchstart', 'touchmove', 'touchend', 'touchcancel', 'mousedown', 'mouseup', 'click']) {
      real.addEventListener(root, name, (event) => event.stopPropagation());
    }
  };

  const textOf = (spec) => {
    let text = '';
    for (const block of spec.blocks || []) {
      const own = block.text || (block.parts || []).map((part) => part.text).join('');
      if (own && block.kind !== 'title') text += (text ? '\n' : '') + own;
      for (const item of block.items || []) if (item.note) text += `\n${item.note}`;
    }
    return text;
  };

  const titleOf = (spec) => {
    const titles = (spec.blocks || []).filter((block) => block.kind === 'title');
    return titles.map((block) => block.text).join(' ');
  };

  const describe = (surface) => ({
    id: surface.id,
    type: surface.spec.type,
    style: surface.spec.style || '',
    title: surface.spec.bar || titleOf(surface.spec),
    text: textOf(surface.spec),
    buttons: surface.buttons.map(({ element, role, text }) => ({ text, role, rect: rectOf(element) })),
    rect: rectOf(surface.box),
    call: surface.spec.call || '',
  });

  const pressed = (surface, button, event) => {
    const trusted = real.isTrusted(event);
    const answer = {
      dialog: surface.id,
      button: button.name,
      role: button.role,
      text: button.text,
      ticks: { ...surface.state.ticks },
      choices: { ...surface.state.choices },
      trusted,
      point: [event.clientX, event.clientY],
      rect: rectOf(button.element),
    };
    if (!trusted) {
      host.send({ t: 'dialog_answer', forged: true, ...answer });
      return;
    }
    if (button.act) {
      button.act();
      return;
    }
    if (surface.spec.remote) {
      host.send({ t: 'dialog_answer', ...answer });
      return;
    }
    const values = {};
    for (const name of real.keys(surface.state.values)) values[name] = surface.state.values[name]();
    const said = { answer: button.role, button: button.text, trusted, point: answer.point, pressed: answer.rect };
    host.send({ t: 'dialog', phase: 'answered', ...describe(surface), ...said });
    if (surface.spec.onAnswer && surface.spec.onAnswer(button.name, { ...answer, values }) === 'stay') return;
    close(surface.id);
  };

  const buttonRow = (surface, pen) => {
    const specs = surface.spec.buttons || [];
    if (specs.length === 0) return null;
    return make(
      'row',
      { class: 'mio-buttons' },
      ...specs.map((spec) => {
        const element = make('button', { class: `mio-button${spec.primary ? ' mio-primary' : ''}` }, spec.text);
        if (spec.color && /^#[0-9a-f]{3,8}$/i.test(spec.color)) element.style.color = spec.color;
        pen.button(element, spec.name, spec.role, spec.text);
        return element;
      }),
    );
  };

  const build = (surface) => {
    surface.buttons = [];
    surface.state = { ticks: {}, choices: {}, values: {} };
    const pen = {
      make,
      set,
      picture,
      field,
      state: surface.state,
      button(element, name, role, text, act) {
        const button = { element, name, role: role || '', text: real.String(text ?? ''), act };
        surface.buttons.push(button);
        const spoken = real.getAttribute(element, 'role') || (role === 'link' ? 'link' : 'button');
        set(element, { 'data-mi-button': name, 'data-mi-role': role, role: spoken });
        real.addEventListener(element, 'click', (event) => pressed(surface, button, event));
      },
    };
    const { spec } = surface;
    const bar = spec.layout === 'page' ? pageBar(spec, pen) : null;
    const blocks = (spec.blocks || []).map((block) => BLOCKS[block.kind](block, pen));
    const content = make('column', { class: 'mio-content' }, ...blocks);
    const marks = { 'data-mi-part': 'dialog', 'data-mi-dialog': surface.id };
    const looks = `mio-surface mio-${spec.layout} mio-type-${spec.type}`;
    const named = { class: looks, ...marks, 'data-mi-type': spec.type, role: 'dialog' };
    const box = make('box', named, bar, content, buttonRow(surface, pen));
    surface.box = box;
    const under = (spec.mask === false ? '' : ' mio-mask') + (spec.block ? ' mio-block' : '');
    const layer = make('layer', { class: `mio-layer mio-layer-${spec.layout}${under}`, ...marks }, box);
    if (spec.outside) {
      real.addEventListener(layer, 'click', (event) => {
        const beside = { element: layer, name: spec.outside, role: 'close', text: '' };
        if (targetOf(event) === layer) pressed(surface, beside, event);
      });
    }
    return layer;
  };

  const pageBar = (spec, pen) => {
    const back = make('button', { class: 'mio-back', 'aria-label': '返回' }, '‹');
    pen.button(back, 'close', 'close', '返回');
    return make('row', { class: 'mio-bar' }, back, make('text', { class: 'mio-bar-title' }, spec.bar));
  };

  /** Draw a surface, or draw it anew when one of its id is open. Returns its id. */
  const show = (spec) => {
    count += 1;
    if (!real.contains(real.document, root)) {
      host.send({ t: 'blocked', what: 'platform surfaces taken out of the document', sample: '' });
      real.appendChild(real.document.documentElement, root);
    }
    const id = spec.id || `${spec.type}.${count}`;
    const known = open.get(id);
    const surface = { id, spec };
    const layer = build(surface);
    if (known) root.replaceChild(layer, known.layer);
    else real.appendChild(root, layer);
    surface.layer = layer;
    open.set(id, surface);
    if (!spec.silent) host.send({ t: 'dialog', phase: 'shown', ...describe(surface) });
    return id;
  };

  const close = (id) => {
    const surface = open.get(id);
    if (!surface) return;
    open.delete(id);
    if (!surface.spec.silent) host.send({ t: 'dialog', phase: 'closed', ...describe(surface) });
    real.remove(surface.layer);
  };

  /** Show and wait: resolves to what `read(button name, answer)` makes of the answer. */
  const ask = (spec, read) =>
    new real.Promise((resolve) => {
      show({
        ...spec,
        onAnswer(name, answer) {
          const result = read(name, answer);
          if (result === undefined) return 'stay';
          resolve(result);
          return 'close';
        },
      });
    });

  /**
   * The system's back key goes to what lies on top: a page closes, a window or sheet where a tap beside it would close it.
   * Null when nothing lies over the page, else ['dialog' | 'closed' | 'surface', id]; a `surface` is the inspector's.
   */
  const back = () => {
    const covering = [...open.values()].filter(({ spec }) => spec.layout !== 'float');
    const surface = covering[covering.length - 1];
    if (!surface) return null;
    const { id, spec } = surface;
    if ((spec.layout === 'center' || spec.layout === 'sheet') && !spec.outside) return ['dialog', id];
    if (spec.remote) return ['surface', id];
    const stays = spec.onAnswer && spec.onAnswer(spec.outside || 'close', { ticks: {}, choices: {}, values: {} }) === 'stay';
    if (!stays) close(id);
    return ['closed', id];
  };

  mount();
  const closeAll = () => {
    for (const id of [...open.keys()]) close(id);
  };

  return { root, show, close, closeAll, back, ask, make, set, picture, isOpen: (id) => open.has(id), openIds: () => [...open.keys()] };
}
