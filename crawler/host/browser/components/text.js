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
  const components = new host.real.WeakMap();

  const rewrite = (comp) => {
    for (const node of comp.$$.childNodes) {
      if (node.nodeType !== 3) continue;
      const text = shown(node.data, comp.data);
      if (text !== node.data) node.data = text;
    }
  };

  // One for all of them: a page may hold hundreds.
  const watch = new host.real.MutationObserver((records) => {
    for (const { target } of records) {
      const comp = components.get(target.nodeType === 3 ? target.parentNode : target);
      if (comp && comp.$$) rewrite(comp);
    }
  });

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
        components.set(this.$$, this);
        watch.observe(this.$$, { childList: true, characterData: true, subtree: true });
      },
    },
  };
};
