/** `text`: inline text that keeps its line breaks. */
import { ownStyle } from './shared/element.js';

const SPACES = { nbsp: '\u00a0', ensp: '\u2002', emsp: '\u2003' };
const ENTITIES = { nbsp: '\u00a0', ensp: '\u2002', emsp: '\u2003', lt: '<', gt: '>', amp: '&', apos: "'", quot: '"' };

const shown = (text, { decode, space }) => {
  let result = text.replace(/\\n/g, '\n');
  if (decode) result = result.replace(/&(nbsp|ensp|emsp|lt|gt|amp|apos|quot);/g, (whole, name) => ENTITIES[name]);
  if (SPACES[space]) result = result.replace(/ /g, SPACES[space]);
  return result;
};

export default (host) => {
  const { MutationObserver } = host.real;

  const rewrite = (comp) => {
    for (const node of comp.$$.childNodes) {
      if (node.nodeType !== 3) continue;
      const text = shown(node.data, comp.data);
      if (text !== node.data) node.data = text;
    }
  };

  return {
    tag: 'text',
    properties: {
      selectable: Boolean,
      userSelect: Boolean,
      space: String,
      decode: Boolean,
      overflow: String,
      maxLines: Number,
    },
    observers: {
      'selectable, userSelect': function select(selectable, userSelect) {
        this.$$.classList.toggle('wx-text-selectable', selectable || userSelect);
      },
      'overflow, maxLines': function clip(overflow, lines) {
        this.$$.classList.toggle('wx-text-ellipsis', overflow === 'ellipsis');
        ownStyle(this, lines > 0 ? `--mi-lines:${lines}` : '');
      },
      'decode, space': function again() {
        rewrite(this);
      },
    },
    lifetimes: {
      attached() {
        rewrite(this);
        const watch = new MutationObserver(() => rewrite(this));
        watch.observe(this.$$, { childList: true, characterData: true, subtree: true });
        this.stopWatching = () => watch.disconnect();
      },
      detached() {
        if (this.stopWatching) this.stopWatching();
      },
    },
  };
};
