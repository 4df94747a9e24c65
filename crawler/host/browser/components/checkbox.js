/**
 * `checkbox` in `checkbox-group`, and `radio` in `radio-group`: one drawing, two rules of choice.
 * The classes of the drawing are the device's own, since style sheets of programs reach for them.
 */
import { cssValue, emit, inner, listen, mirror, setOwn, wrapContent } from './shared/element.js';
import { nearest, registerControl } from './shared/fields.js';

const groups = new WeakMap();

const members = (node, tag, found = []) => {
  for (const child of node.childNodes || []) {
    if (child.$$ && child.$$.tagName === `WX-${tag.toUpperCase()}`) found.push(child);
    members(child, tag, found);
    if (child.shadowRoot) members(child.shadowRoot, tag, found);
  }
  return found;
};

const chosen = (group, tag) => members(group, tag).filter((item) => item.data.checked);

/** Colours a program gave, as properties that the style sheet reads; those not given are the style sheet's. */
const COLORS = {
  color: '--mi-color',
  backgroundColor: '--mi-back',
  borderColor: '--mi-border',
  activeBackgroundColor: '--mi-on-back',
  activeBorderColor: '--mi-on-border',
  iconColor: '--mi-icon',
};
const DRAWN = Object.keys(COLORS).join(', ');

const choice = (host, tag, decide) => ({
  tag,
  properties: {
    value: null,
    checked: Boolean,
    disabled: Boolean,
    ...Object.fromEntries(Object.keys(COLORS).map((name) => [name, String])),
    name: String,
    ariaLabel: String,
  },
  observers: {
    'checked, disabled, value, name': function state(checked, disabled, value, name) {
      this.mark.classList.toggle(`wx-${tag}-input-checked`, checked);
      this.mark.classList.toggle(`wx-${tag}-input-disabled`, disabled);
      mirror(this, { checked, disabled, value, name, 'aria-checked': checked ? 'true' : 'false' });
    },
    [DRAWN]: function colors() {
      for (const [name, variable] of Object.entries(COLORS)) {
        this.mark.style.setProperty(variable, cssValue(this.data[name]) || null);
      }
    },
    ariaLabel: function aria(label) {
      mirror(this, { 'aria-label': label });
    },
    checked: function only(checked) {
      if (checked) this.tellGroup();
    },
  },
  lifetimes: {
    created() {
      mirror(this, { role: tag, 'aria-checked': 'false' });
      this.mark = inner(host, 'div', `wx-${tag}-input`);
      wrapContent(this, `wx-${tag}-wrapper`).prepend(this.mark);
      const groupAround = () => nearest(this, (node) => groups.get(node));
      this.tellGroup = () => groupAround()?.became(this);
      const tapped = () => {
        if (this.data.disabled) return;
        const next = decide(this.data.checked);
        if (next === this.data.checked) return;
        setOwn(host, this, { checked: next });
        groupAround()?.changed();
      };
      const reset = () => setOwn(host, this, { checked: this.initially });
      registerControl(this, { tapped, reset });
      listen(this, 'tap', tapped);
    },
    attached() {
      this.initially = this.data.checked;
      this.joined = true;
      // Of several checked from the start, the last one that joins the group stays.
      if (this.data.checked) this.tellGroup();
    },
  },
});

const groupOf = (host, tag, valueIn, single) => ({
  tag: `${tag}-group`,
  properties: { name: String },
  lifetimes: {
    created() {
      const value = () => valueIn(chosen(this, tag).map((item) => item.data.value));
      groups.set(this, {
        changed: () => emit(host, this, 'change', { value: value() }),
        became: (item) => {
          if (!single) return;
          for (const other of chosen(this, tag))
            if (other !== item && other.joined) setOwn(host, other, { checked: false });
        },
      });
      registerControl(this, { value });
    },
  },
});

export default (host) => [
  choice(host, 'checkbox', (checked) => !checked),
  groupOf(host, 'checkbox', (values) => values, false),
  choice(host, 'radio', () => true),
  groupOf(host, 'radio', (values) => (values.length ? values[0] : ''), true),
];
