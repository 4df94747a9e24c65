/** `picker`: whatever is inside, a tap opens a sheet of columns to choose from. */
import { emit, listen, mirror, setOwn } from './shared/element.js';
import { columnsOf } from './shared/columns.js';
import { registerControl } from './shared/fields.js';

const shownValue = (value) => (Array.isArray(value) ? value.join(' ') : value);

export default (host) => {
  const open = async (comp) => {
    if (comp.data.disabled || comp.isOpen) return;
    comp.isOpen = true;
    const { mode } = comp.data;
    const made = () => columnsOf(mode, comp.data, new Date(host.clock.now()));
    const picker = made();
    let rows = picker.start.slice();
    const fitted = () => {
      const columns = picker.columns(rows);
      rows = columns.map((column, index) => Math.min(Math.max(0, rows[index] ?? 0), Math.max(0, column.length - 1)));
      return columns;
    };
    let columns = fitted();
    const turned = (column, row, selected) => {
      rows = [...selected];
      if (mode === 'multiSelector') emit(host, comp, 'columnchange', { column, value: row });
      const before = JSON.stringify(columns);
      columns = fitted();
      return JSON.stringify(columns) === before ? undefined : { columns, selected: rows };
    };
    try {
      const answer = await host.dialogs.picker({
        title: comp.data.headerText,
        columns,
        selected: rows,
        onColumn: turned,
      });
      if (!answer || !answer.confirm) {
        emit(host, comp, 'cancel', {});
        return;
      }
      rows = answer.selected;
      const value = picker.value(rows);
      if (comp.initial === undefined) comp.initial = comp.data.value;
      setOwn(host, comp, { value });
      emit(host, comp, 'change', { value, ...(picker.extra ? picker.extra(rows) : {}) });
    } finally {
      comp.isOpen = false;
    }
  };

  return {
    tag: 'picker',
    properties: {
      mode: { type: String, value: 'selector' },
      headerText: String,
      range: null,
      rangeKey: String,
      value: null,
      start: String,
      end: String,
      fields: { type: String, value: 'day' },
      customItem: String,
      level: { type: String, value: 'region' },
      disabled: Boolean,
      name: String,
      ariaLabel: String,
    },
    observers: {
      'mode, disabled, value, name, ariaLabel': function look(mode, disabled, value, name, label) {
        mirror(this, { mode, disabled, value: shownValue(value), name, 'aria-label': label });
      },
    },
    lifetimes: {
      created() {
        mirror(this, { role: 'combobox', mode: 'selector' });
        listen(this, 'tap', () => open(this));
        registerControl(this, {
          value: () => (this.data.mode === 'selector' ? Number(this.data.value) || 0 : this.data.value),
          reset: () => this.initial !== undefined && setOwn(host, this, { value: this.initial }),
          tapped: () => open(this),
        });
      },
    },
  };
};
