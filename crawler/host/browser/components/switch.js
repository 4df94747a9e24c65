/** `switch`: on or off, as a switch or as a tick. */
import { cssValue, emit, inner, listen, mirror, setOwn } from './shared/element.js';
import { registerControl } from './shared/fields.js';

export default (host) => ({
  tag: 'switch',
  properties: {
    checked: Boolean,
    disabled: Boolean,
    type: { type: String, value: 'switch' },
    color: String,
    name: String,
    ariaLabel: String,
  },
  observers: {
    'checked, disabled, type, color, name': function draw(checked, disabled, type, color, name) {
      const box = type === 'checkbox' ? 'checkbox' : 'switch';
      this.mark.className = `wx-${box}-input`;
      this.mark.classList.toggle(`wx-${box}-input-checked`, checked);
      this.mark.classList.toggle(`wx-${box}-input-disabled`, disabled);
      this.mark.style.setProperty('--mi-color', cssValue(color) || null);
      mirror(this, { checked, disabled, type, name, 'aria-checked': checked ? 'true' : 'false' });
    },
    ariaLabel: function aria(label) {
      mirror(this, { 'aria-label': label });
    },
  },
  lifetimes: {
    created() {
      mirror(this, { role: 'switch', type: 'switch', 'aria-checked': 'false' });
      this.mark = inner(host, 'div', 'wx-switch-input');
      const wrapper = inner(host, 'div', 'wx-switch-wrapper');
      wrapper.append(this.mark);
      this.$$.append(wrapper);
      let initial = null;
      const tapped = () => {
        if (this.data.disabled) return;
        if (initial === null) initial = this.data.checked;
        setOwn(host, this, { checked: !this.data.checked });
        emit(host, this, 'change', { value: this.data.checked });
      };
      listen(this, 'tap', tapped);
      registerControl(this, {
        tapped,
        value: () => this.data.checked,
        reset: () => initial !== null && setOwn(host, this, { checked: initial }),
      });
    },
  },
});
