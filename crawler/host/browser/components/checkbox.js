/** `checkbox` in `checkbox-group`, and `radio` in `radio-group`: one drawing, two rules of choice. */
import { cssValue, emit, inner, listen, mirror, ownStyle, setOwn } from './shared/element.js';
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

const choice = (host, tag, decide) => ({
  tag,
  properties: {
    value: null,
    checked: Boolean,
    disabled: Boolean,
    color: { type: String, value: '#07c160' },
    backgroundColor: String,
    borderColor: String,
    activeBackgroundColor: String,
    activeBorderColor: String,
    iconColor: String,
    name: String,
    ariaLabel: String,
  },
  observers: {
    'checked, disabled, color, value, name': function draw(checked, disabled, color, value, name) {
      ownStyle(this, `--mi-color:${cssValue(color)}`);
      mirror(this, { checked, disabled, value, name, 'aria-checked': checked ? 'true' : 'false' });
    },
    ariaLabel: function aria(label) {
      mirror(this, { 'aria-label': label });
    },
    checked: function only(checked) {
      const group = checked && nearest(this, (node) => groups.get(node));
      if (group) group.became(this);
    },
  },
  lifetimes: {
    created() {
      mirror(this, { role: tag, 'aria-checked': 'false' });
      this.$$.insertBefore(inner(host, 'div', `wx-${tag}-mark`), this.$$.firstChild);
      const tapped = () => {
        if (this.data.disabled) return;
        const next = decide(this.data.checked);
        if (next === this.data.checked) return;
        setOwn(host, this, { checked: next });
        const group = nearest(this, (node) => groups.get(node));
        if (group) group.changed();
      };
      const reset = () => setOwn(host, this, { checked: this.initially });
      registerControl(this, { tapped, reset });
      listen(this, 'tap', tapped);
    },
    attached() {
      this.initially = this.data.checked;
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
          for (const other of chosen(this, tag)) if (other !== item) setOwn(host, other, { checked: false });
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
