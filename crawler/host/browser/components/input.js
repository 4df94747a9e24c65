/** `input`: one line of text; the type decides the keyboard, `nickname` lets the platform offer a name. */
import { askPlatform, emit, inner, isShown, mirror, rectOf } from './shared/element.js';
import { bindTyping, typingObservers, typingProperties } from './shared/typing.js';

const KEYBOARDS = { number: 'numeric', digit: 'decimal', idcard: 'text', tel: 'tel' };
const FOREIGN = { number: /[^0-9]/g, digit: /[^0-9.]/g, idcard: /[^0-9xX]/g, tel: /[^0-9+*#]/g };
const ENTER_KEYS = { send: 'send', search: 'search', next: 'next', go: 'go', done: 'done' };

const isMasked = ({ password, type }) => password || type === 'password' || type === 'safe-password';

export default (host) => {
  const look = (comp, field) => {
    const { type, confirmType } = comp.data;
    field.type = isMasked(comp.data) ? 'password' : 'text';
    field.inputMode = KEYBOARDS[type] || 'text';
    field.enterKeyHint = ENTER_KEYS[confirmType] || 'done';
    mirror(comp, { type, password: comp.data.password });
  };

  /** The platform offers the nickname only after consent; before it the field is plain text, without any question. */
  const offerNickname = async (comp) => {
    const rect = rectOf(comp);
    const args = { id: comp.id, rect: [rect.x, rect.y, rect.width, rect.height] };
    const answer = await askPlatform(host, comp, 'input.nickname', args).catch(() => ({}));
    if (answer.nickname && isShown(comp)) comp.typing.type(answer.nickname);
  };

  return {
    tag: 'input',
    properties: {
      ...typingProperties(),
      type: { type: String, value: 'text' },
      password: Boolean,
      safePasswordCertPath: String,
      safePasswordLength: Number,
    },
    externalClasses: ['placeholder-class'],
    observers: {
      ...typingObservers,
      'type, password, confirmType': function redraw() {
        look(this, this.field);
      },
    },
    lifetimes: {
      created() {
        const field = inner(host, 'input', 'wx-field');
        field.autocomplete = 'off';
        field.spellcheck = false;
        this.field = field;
        this.$$.appendChild(field);
        mirror(this, { type: 'text' });
        this.typing = bindTyping(host, this, field, {
          clean: (text) => (FOREIGN[this.data.type] ? text.replace(FOREIGN[this.data.type], '') : text),
          masked: () => isMasked(this.data),
          confirmOnEnter: () => true,
          onFocus: () => this.data.type === 'nickname' && offerNickname(this),
          onBlur: () => {
            if (this.data.type === 'nickname' && field.value !== '') {
              emit(host, this, 'nicknamereview', { pass: true, timeout: false });
            }
          },
        });
      },
    },
  };
};
