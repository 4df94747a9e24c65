/** What `input` and `textarea` have in common: typing, focus, placeholder, two-way value. */
import { ask, emit, isShown, listen, mirror, ownNode, setOwn } from './element.js';
import { registerControl } from './fields.js';

/** Height of the keyboard a phone of this size shows, in CSS px. The keyboard itself is not drawn. */
const KEYBOARD_HEIGHT = 291;

export const typingProperties = () => ({
  value: { type: String, value: '' },
  placeholder: String,
  placeholderStyle: String,
  disabled: Boolean,
  maxlength: { type: Number, value: 140 },
  focus: Boolean,
  autoFocus: Boolean,
  cursor: { type: Number, value: -1 },
  selectionStart: { type: Number, value: -1 },
  selectionEnd: { type: Number, value: -1 },
  cursorSpacing: null,
  cursorColor: String,
  confirmType: String,
  confirmHold: Boolean,
  holdKeyboard: Boolean,
  adjustPosition: { type: Boolean, value: true },
  alwaysEmbed: Boolean,
  name: String,
  ariaLabel: String,
});

const capped = (text, most) => (most >= 0 ? Array.from(text).slice(0, most).join('') : text);

/** `placeholder-class` reaches it; without one it has the platform's, `input-placeholder` or `textarea-placeholder`. */
const placeholderOf = (comp) => {
  const usual = `${comp.is.slice('wx://'.length)}-placeholder`;
  const element = ownNode(comp, 'wx-placeholder placeholder-class');
  const set = Object.getPrototypeOf(comp).setExternalClass;
  let own = false;
  comp.setExternalClass = (name, value) => {
    set.call(comp, name, value);
    if (name === 'placeholder-class') own = Boolean(value);
    element.classList.toggle(usual, !own);
  };
  element.classList.add(usual);
  return element;
};

/**
 * Bind a real form element (`field`) to a component.
 * `options`: `clean(text)` drops what the keyboard of the type has no keys for; `masked()`; `confirmOnEnter()`;
 * `onValue()` after each change of what is shown; `onFocus()`.
 */
export const bindTyping = (host, comp, field, options) => {
  const placeholder = placeholderOf(comp);
  let initial = null;
  let keyboard = 0;

  const showPlaceholder = () => {
    placeholder.hidden = field.value !== '';
    const shown = options.masked && options.masked() ? '•'.repeat(field.value.length) : field.value;
    mirror(comp, { value: shown });
    if (options.onValue) options.onValue();
  };
  const show = (text) => {
    if (field.value !== text) field.value = text;
    showPlaceholder();
  };
  const keep = (text) => {
    if (initial === null) initial = comp.data.value;
    if (comp.data.value !== text) setOwn(host, comp, { value: text });
  };
  const keyboardMoves = (height) => {
    if (keyboard === height) return;
    keyboard = height;
    emit(host, comp, 'keyboardheightchange', { height, duration: 0.25 });
    host.events.emit('keyboardHeight', { height });
  };

  const typed = (keyCode) => {
    const allowed = capped(options.clean ? options.clean(field.value) : field.value, comp.data.maxlength);
    const cursor = Math.min(field.selectionStart === null ? allowed.length : field.selectionStart, allowed.length);
    show(allowed);
    keep(allowed);
    const answer = ask(host, comp, 'input', { value: allowed, cursor, keyCode });
    const replaced = typeof answer === 'object' && answer !== null ? answer.value : answer;
    if (typeof replaced === 'string' && replaced !== field.value) {
      show(replaced);
      keep(replaced);
      const at = typeof answer === 'object' && Number.isInteger(answer.cursor) ? answer.cursor : replaced.length;
      field.setSelectionRange(at, at);
    }
  };
  let lastKey = 0;
  let composing = false;

  field.addEventListener('keydown', (event) => {
    lastKey = event.keyCode;
    if (event.key !== 'Enter' || !options.confirmOnEnter()) return;
    event.preventDefault();
    emit(host, comp, 'confirm', { value: field.value });
    if (!comp.data.confirmHold) field.blur();
  });
  field.addEventListener('compositionstart', () => {
    composing = true;
  });
  field.addEventListener('compositionend', () => {
    composing = false;
    typed(lastKey);
  });
  field.addEventListener('input', () => {
    if (!composing) typed(lastKey);
    else showPlaceholder();
  });
  field.addEventListener('focus', () => {
    mirror(comp, { 'data-mi-focused': true });
    emit(host, comp, 'focus', { value: field.value, height: KEYBOARD_HEIGHT });
    keyboardMoves(KEYBOARD_HEIGHT);
    if (options.onFocus) options.onFocus();
  });
  field.addEventListener('blur', () => {
    mirror(comp, { 'data-mi-focused': false });
    if (comp.data.focus) setOwn(host, comp, { focus: false });
    emit(host, comp, 'blur', { value: field.value, cursor: field.selectionStart || 0 });
    keyboardMoves(0);
    if (options.onBlur) options.onBlur();
  });
  listen(comp, 'tap', () => {
    if (!comp.data.disabled) field.focus();
  });

  registerControl(comp, {
    value: () => field.value,
    reset: () => initial !== null && setOwn(host, comp, { value: initial }),
    tapped: () => field.focus(),
  });

  const placeCursor = () => {
    const { cursor, selectionStart, selectionEnd } = comp.data;
    if (host.real.document.activeElement !== field) return;
    if (selectionStart >= 0 && selectionEnd >= 0) field.setSelectionRange(selectionStart, selectionEnd);
    else if (cursor >= 0) field.setSelectionRange(cursor, cursor);
  };

  return {
    type: (text) => {
      field.value = text;
      typed(0);
    },
    valueSet: (text) => show(capped(text, comp.data.maxlength)),
    placeholderSet: () => {
      placeholder.textContent = comp.data.placeholder;
      placeholder.setAttribute('style', comp.data.placeholderStyle);
      mirror(comp, { placeholder: comp.data.placeholder });
    },
    stateSet: () => {
      field.disabled = comp.data.disabled;
      mirror(comp, { disabled: comp.data.disabled, name: comp.data.name, 'aria-label': comp.data.ariaLabel });
    },
    focusSet: () => {
      const wanted = comp.data.focus || comp.data.autoFocus;
      // Focus asked for while the page is still being built is given once it stands.
      host.real.setTimeout(() => {
        if (wanted && isShown(comp)) {
          field.focus({ preventScroll: false });
          placeCursor();
        } else if (!wanted && host.real.document.activeElement === field) field.blur();
      }, 0);
    },
    cursorSet: placeCursor,
  };
};

/** Observers that pass changes of the properties on; `comp.typing` is what `bindTyping` returned. */
export const typingObservers = {
  value(text) {
    this.typing.valueSet(text);
  },
  'placeholder, placeholderStyle': function placeholder() {
    this.typing.placeholderSet();
  },
  'disabled, name, ariaLabel': function state() {
    this.typing.stateSet();
  },
  'focus, autoFocus': function focus() {
    this.typing.focusSet();
  },
  'cursor, selectionStart, selectionEnd': function cursor() {
    this.typing.cursorSet();
  },
};
