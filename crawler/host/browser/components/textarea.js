/** `textarea`: several lines of text, growing with them if asked. */
import { afterLayout, emit, inner, mirror, ownStyle } from './shared/element.js';
import { bindTyping, typingObservers, typingProperties } from './shared/typing.js';

export default (host) => {
  const measure = (comp) => {
    const { field } = comp;
    if (!field.isConnected) return;
    const style = host.real.getComputedStyle(field);
    const line = parseFloat(style.lineHeight) || parseFloat(style.fontSize) * 1.2;
    field.style.height = '0px';
    const height = Math.max(field.scrollHeight, line);
    field.style.height = '';
    ownStyle(comp, comp.data.autoHeight ? `height:${height}px` : '');
    const lineCount = Math.max(1, Math.round(height / line));
    if (lineCount === comp.lines) return;
    comp.lines = lineCount;
    const heightRpx = (height * 750) / host.real.window.innerWidth;
    emit(host, comp, 'linechange', { height, heightRpx, lineCount, lineHeight: line });
  };

  return {
    tag: 'textarea',
    properties: {
      ...typingProperties(),
      autoHeight: Boolean,
      fixed: Boolean,
      showConfirmBar: { type: Boolean, value: true },
      disableDefaultPadding: Boolean,
    },
    externalClasses: ['placeholder-class'],
    observers: {
      ...typingObservers,
      autoHeight(on) {
        mirror(this, { 'auto-height': on });
        measure(this);
      },
      fixed(fixed) {
        this.$$.classList.toggle('wx-textarea-fixed', fixed);
      },
    },
    lifetimes: {
      created() {
        const field = inner(host, 'textarea', 'wx-field');
        this.field = field;
        this.lines = 0;
        this.$$.appendChild(field);
        this.typing = bindTyping(host, this, field, {
          confirmOnEnter: () => ['send', 'search', 'next', 'go', 'done'].includes(this.data.confirmType),
          onValue: () => measure(this),
        });
      },
      attached() {
        afterLayout(host, this, () => measure(this));
      },
    },
  };
};
