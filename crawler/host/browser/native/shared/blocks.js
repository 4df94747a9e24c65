// The building blocks of a drawn surface, by kind. A block gets its description and `pen`:
// `make`, `picture`, `field`, `button(element, name, role, text)`, `state` (ticks, choices, values of this surface).

export const BLOCKS = {
  app: ({ name, icon, note }, { make, picture }) =>
    make(
      'row',
      { class: 'mio-app' },
      icon ? picture(icon, 'mio-app-icon') : make('box', { class: 'mio-app-icon' }, first(name)),
      make('text', { class: 'mio-app-name' }, name),
      note ? make('text', { class: 'mio-app-note' }, note) : null,
    ),
  title: ({ text }, { make }) => make('text', { class: 'mio-title' }, text),
  heading: ({ text }, { make }) => make('text', { class: 'mio-heading' }, text),
  text: ({ text }, { make }) => make('text', { class: 'mio-text' }, text),
  note: ({ text }, { make }) => make('text', { class: 'mio-note' }, text),
  picture: ({ src }, { picture }) => picture(src, 'mio-picture'),
  rich: ({ parts }, pen) => pen.make('text', { class: 'mio-text' }, ...spans(parts, pen)),
  check: tickBox,
  choice: choices,
  items: rows,
  tiles: tiles,
  toggle: toggle,
  field: ({ name, value, placeholder }, { field, state }) => {
    const element = field(value, placeholder);
    state.values[name] = () => element.value;
    return element;
  },
};

const first = (text) => [...(text || '')].slice(0, 1).join('');

const switched = (on) => ({ 'data-on': on ? '1' : '0', 'aria-checked': on ? 'true' : 'false' });

/** A line and the smaller one under it. */
function texts(make, name, { text, note }) {
  const small = note ? make('text', { class: 'mio-note' }, note) : null;
  return make('column', { class: `${name}-texts` }, make('text', { class: `${name}-text` }, text), small);
}

/** Running text with links in it. */
function spans(parts, { make, button }) {
  return parts.map((part) => {
    const span = make('span', { class: part.button ? 'mio-link' : 'mio-run' }, part.text);
    if (part.button) button(span, part.button, 'link', part.text);
    return span;
  });
}

function tickBox({ name, parts, on }, pen) {
  const { make, button, state } = pen;
  const box = make('box', { class: 'mio-tick' });
  const show = () => pen.set(box, switched(state.ticks[name]));
  state.ticks[name] = on === true;
  show();
  pen.set(box, { role: 'checkbox' });
  const text = parts.map((part) => part.text).join('');
  button(box, `check:${name}`, 'check', text, () => {
    state.ticks[name] = !state.ticks[name];
    show();
  });
  return make('row', { class: 'mio-check' }, box, make('text', { class: 'mio-check-text' }, ...spans(parts, pen)));
}

function choices({ name, items, selected = 0 }, { make, set, button, state }) {
  const elements = items.map((item) =>
    make('row', { class: 'mio-choice' }, texts(make, 'mio-choice', item), make('box', { class: 'mio-choice-mark' })),
  );
  const show = () => elements.forEach((element, index) => {
    set(element, { 'data-on': state.choices[name] === index ? '1' : '0' });
  });
  state.choices[name] = selected;
  show();
  items.forEach((item, index) => {
    button(elements[index], `choice:${name}:${index}`, item.role || 'item', item.text, () => {
      state.choices[name] = index;
      show();
    });
  });
  return make('column', { class: 'mio-choices' }, ...elements);
}

function rows({ items }, { make, button, picture }) {
  return make(
    'column',
    { class: 'mio-items' },
    ...items.map((item) => {
      const row = make(
        'row',
        { class: `mio-item${item.danger ? ' mio-danger' : ''}` },
        item.src ? picture(item.src, 'mio-item-picture') : null,
        texts(make, 'mio-item', item),
      );
      button(row, item.name, item.role || 'item', item.text);
      return row;
    }),
  );
}

function tiles({ items }, { make, button, picture }) {
  return make(
    'row',
    { class: 'mio-tiles' },
    ...items.map((item) => {
      const mark = item.src ? picture(item.src, 'mio-tile-picture') : make('box', { class: 'mio-tile-mark' }, first(item.text));
      const tile = make('column', { class: 'mio-tile' }, mark, make('text', { class: 'mio-tile-text' }, item.text));
      button(tile, item.name, item.role || 'item', item.text);
      return tile;
    }),
  );
}

function toggle({ name, text, note, on }, { make, button }) {
  const knob = make('box', { class: 'mio-switch', role: 'switch', ...switched(on) });
  const row = make('row', { class: 'mio-item' }, texts(make, 'mio-item', { text, note }), knob);
  button(knob, `toggle:${name}`, 'check', text);
  return row;
}
