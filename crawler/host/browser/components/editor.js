/** `editor`: rich text that a hand writes; `EditorContext` formats it and reads it. */
import { assetUrl, emit, inner, isRemote, mirror, record } from './shared/element.js';
import { registerControl } from './shared/fields.js';
import { RichEditing } from './shared/rich_editing.js';

/** What `EditorContext` can have an editor do, by name; arguments are those of the call. */
const COMMANDS = {
  format: (editing, name, value) => editing.format(name, value),
  getContents: (editing) => editing.content(),
  setContents: (editing, options) => editing.set(options ?? {}),
  insertText: (editing, options) => editing.insert(editing.document.createTextNode(String(options?.text ?? ''))),
  insertImage: (editing, options) => editing.image(options ?? {}),
  insertDivider: (editing) => editing.insert(editing.host.real.createElement('hr')),
  insertCustomBlock: (editing) => editing.insert(editing.host.real.createElement('div')),
  removeFormat: (editing) => editing.run('removeFormat'),
  undo: (editing) => editing.run('undo'),
  redo: (editing) => editing.run('redo'),
  clear: (editing) => editing.field.replaceChildren(),
  blur: (editing) => editing.field.blur(),
  getSelectionText: (editing) => ({ text: String(editing.range() ?? '') }),
};
/** These change what is written, so `input` tells of it. */
const WRITES = [
  'format',
  'insertText',
  'insertImage',
  'insertDivider',
  'removeFormat',
  'undo',
  'redo',
  'clear',
  'setContents',
];

export default (host) => ({
  tag: 'editor',
  properties: {
    readOnly: Boolean,
    placeholder: String,
    showImgSize: Boolean,
    showImgToolbar: Boolean,
    showImgResize: Boolean,
    enableFormats: null,
    confirmHold: Boolean,
    name: String,
  },
  observers: {
    readOnly(on) {
      this.field.contentEditable = on ? 'false' : 'true';
    },
    placeholder(text) {
      mirror(this, { placeholder: text });
      this.field.setAttribute('data-placeholder', text);
    },
  },
  lifetimes: {
    created() {
      const field = inner(host, 'div', 'wx-editor-field ql-editor');
      field.contentEditable = 'true';
      this.field = field;
      this.$$.append(field);
      const editing = new RichEditing(host, field, (src) => {
        const url = assetUrl(host, this, src);
        if (url && isRemote(src)) record(host, this, 'component.image', { src: url });
        return url;
      });
      const changed = () => {
        field.classList.toggle('wx-editor-blank', field.textContent === '' && !field.querySelector('img, hr, li'));
        emit(host, this, 'input', editing.content());
      };
      this.command = (name, ...args) => {
        const result = COMMANDS[name]?.(editing, ...args);
        if (WRITES.includes(name)) changed();
        if (name === 'format') emit(host, this, 'statuschange', editing.status());
        return result;
      };
      field.classList.add('wx-editor-blank');
      field.addEventListener('input', changed);
      field.addEventListener('focus', () => emit(host, this, 'focus', editing.content()));
      field.addEventListener('blur', () => emit(host, this, 'blur', editing.content()));
      // Only text comes in from outside; markup would load what it names.
      field.addEventListener('paste', (event) => {
        event.preventDefault();
        const text = event.clipboardData ? event.clipboardData.getData('text/plain') : '';
        if (text) host.real.document.execCommand('insertText', false, text);
      });
      field.addEventListener('drop', (event) => event.preventDefault());
      registerControl(this, { value: () => editing.content().text, reset: () => this.command('clear') });
    },
    attached() {
      host.clock.setTimeout(() => this.$$ && emit(host, this, 'ready', {}), 0);
    },
  },
});
