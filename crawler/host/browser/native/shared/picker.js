// The sheet of wheels under `picker`: columns of rows, each scrolled or tapped into the middle.
const ROW = 40;

/**
 * `options`: `columns` (array of arrays of texts), `selected` (an index for each column), `title`, `call`,
 * `onColumn(column, index, selected)`: may return `{columns, selected}` to redraw (linked columns),
 * `opened(redraw)`: gets the function that redraws with `{columns, selected}` at any other time.
 * Resolves to `{confirm, selected}`.
 */
export function openPicker(surfaces, real, options) {
  let columns = options.columns;
  let selected = [...(options.selected || columns.map(() => 0))];
  let drawn = null;

  const wheel = (texts, column) => {
    const rows = texts.map((text) => surfaces.make('text', { class: 'mio-wheel-row', 'data-mi-button': `row:${column}` }, text));
    const list = surfaces.make('column', { class: 'mio-wheel' }, ...rows);
    const choose = (index) => {
      if (index === selected[column] || index < 0 || index >= texts.length) return;
      selected[column] = index;
      mark();
      const change = options.onColumn && options.onColumn(column, index, [...selected]);
      if (change) redraw(change);
    };
    const mark = () => rows.forEach((row, index) => surfaces.set(row, { 'data-on': index === selected[column] ? '1' : '0' }));
    rows.forEach((row, index) => {
      real.addEventListener(row, 'click', (event) => {
        if (!real.isTrusted(event)) return;
        list.scrollTop = index * ROW;
        choose(index);
      });
    });
    real.addEventListener(list, 'scroll', (event) => {
      // The last event of a list that a linked column has replaced tells of nothing.
      if (real.isTrusted(event) && list.isConnected) choose(Math.round(list.scrollTop / ROW));
    });
    mark();
    return list;
  };

  const place = () => {
    const lists = columns.map(wheel);
    const holder = surfaces.make('row', { class: 'mio-wheels' }, ...lists);
    if (drawn) drawn.parentNode.replaceChild(holder, drawn);
    drawn = holder;
    return () => lists.forEach((list, column) => (list.scrollTop = (selected[column] || 0) * ROW));
  };

  const redraw = (change) => {
    columns = change.columns || columns;
    selected = [...(change.selected || selected)];
    place()();
  };

  const settle = place();
  const answer = surfaces.ask(
    {
      type: 'picker',
      layout: 'sheet',
      call: options.call,
      outside: 'cancel',
      blocks: [...(options.title ? [{ kind: 'title', text: options.title }] : []), { kind: 'own', element: drawn }],
      buttons: [
        { name: 'cancel', text: '取消', role: 'close' },
        { name: 'confirm', text: '确定', role: 'item', primary: true },
      ],
    },
    (name) => ({ confirm: name === 'confirm', selected: [...selected] }),
  );
  settle();
  options.opened?.(redraw);
  return answer;
}
