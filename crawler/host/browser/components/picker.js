/** `picker`: whatever is inside, a tap opens a sheet of columns to choose from. */
import { emit, listen, mirror, setOwn, tellUnsupported } from './shared/element.js';
import { columnsOf } from './shared/columns.js';
import { registerControl } from './shared/fields.js';
import { loadRegions } from './shared/regions.js';

const shownValue = (value) => (Array.isArray(value) ? value.join(' ') : value);

/** What the open sheet shows; the program may change columns and value while it is open. */
class Wheels {
  constructor(host, comp, regions) {
    this.host = host;
    this.comp = comp;
    this.regions = regions;
    this.read();
    this.rows = this.picker.start.slice();
    this.fit();
  }

  read() {
    const { mode } = this.comp.data;
    this.picker = columnsOf(mode, this.comp.data, new Date(this.host.clock.now()), this.regions);
  }

  /** Read the columns anew and keep each row inside its column. */
  fit() {
    this.columns = this.picker.columns(this.rows);
    const inside = (column, index) => Math.min(Math.max(0, this.rows[index] ?? 0), Math.max(0, column.length - 1));
    this.rows = this.columns.map(inside);
    this.columns = this.picker.columns(this.rows);
  }

  /** The program changed a property; what it chose itself counts. */
  changed(valueToo) {
    this.read();
    if (valueToo) this.rows = this.picker.start.slice();
    this.fit();
    if (!this.turning) this.redraw?.({ columns: this.columns, selected: this.rows });
  }

  turned(column, row, selected) {
    const before = JSON.stringify([this.columns, selected]);
    // As on a device, another province shows its first city.
    const follow = this.comp.data.mode === 'region';
    this.rows = selected.map((chosen, index) => (follow && index > column ? 0 : chosen));
    this.fit();
    this.turning = true;
    if (this.comp.data.mode === 'multiSelector') emit(this.host, this.comp, 'columnchange', { column, value: row });
    this.turning = false;
    const now = { columns: this.columns, selected: this.rows };
    return JSON.stringify([now.columns, now.selected]) === before ? undefined : now;
  }
}

export default (host) => {
  const choose = async (comp) => {
    const { mode, level, headerText } = comp.data;
    if (mode === 'region' && level === 'sub-district') tellUnsupported(host, 'picker level sub-district');
    const wheels = new Wheels(host, comp, mode === 'region' ? await host.busy(loadRegions()) : null);
    comp.wheels = wheels;
    const answer = await host.dialogs.picker({
      title: headerText,
      columns: wheels.columns,
      selected: wheels.rows,
      onColumn: (...change) => wheels.turned(...change),
      opened: (redraw) => {
        wheels.redraw = redraw;
      },
    });
    if (!answer || !answer.confirm) {
      emit(host, comp, 'cancel', {});
      return;
    }
    const { picker } = wheels;
    const value = picker.value(answer.selected);
    if (comp.initial === undefined) comp.initial = comp.data.value;
    comp.wheels = null;
    setOwn(host, comp, { value });
    emit(host, comp, 'change', { value, ...(picker.extra ? picker.extra(answer.selected) : {}) });
  };

  const open = async (comp) => {
    if (comp.data.disabled || comp.isOpen) return;
    comp.isOpen = true;
    try {
      await choose(comp);
    } finally {
      comp.isOpen = false;
      comp.wheels = null;
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
      'range, start, end': function columns() {
        this.wheels?.changed(false);
      },
      value() {
        this.wheels?.changed(true);
      },
    },
    lifetimes: {
      created() {
        this.wheels = null;
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
