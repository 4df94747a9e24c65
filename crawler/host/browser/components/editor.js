/** `editor`: a plain editable box with the events of the rich one. */
import { emit, inner, mirror } from './shared/element.js';
import { registerControl } from './shared/fields.js';

export default (host) => {
  const content = (comp) => {
    const text = comp.field.innerText;
    return { html: comp.field.innerHTML, text, delta: { ops: [{ insert: text }] } };
  };
  return {
    tag: 'editor',
    properties: {
      readOnly: Boolean,
      placeholder: String,
      showImgSize: Boolean,
      showImgToolbar: Boolean,
      showImgResize: Boolean,
      name: String,
    },
    observers: {
      readOnly(on) {
        this.field.contentEditable = on ? 'false' : 'plaintext-only';
      },
      placeholder(text) {
        mirror(this, { placeholder: text });
        this.field.setAttribute('data-placeholder', text);
      },
    },
    lifetimes: {
      created() {
        this.field = inner(host, 'div', 'wx-editor-field');
        this.field.contentEditable = 'plaintext-only';
        this.$$.append(this.field);
        this.field.addEventListener('input', () => emit(host, this, 'input', content(this)));
        this.field.addEventListener('focus', () => emit(host, this, 'focus', content(this)));
        this.field.addEventListener('blur', () => emit(host, this, 'blur', content(this)));
        registerControl(this, { value: () => this.field.innerText, reset: () => this.field.replaceChildren() });
      },
      attached() {
        host.clock.setTimeout(() => emit(host, this, 'ready', {}), 0);
      },
    },
  };
};
