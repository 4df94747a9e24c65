/** `rich-text`: formatted text of a whitelist of elements, without scripts, handlers or frames. */
import { assetUrl, isRemote, mirror, record } from './shared/element.js';
import { Sanitiser } from './shared/sanitise.js';

const SPACES = { ensp: '\u2002', emsp: '\u2003', nbsp: '\u00a0' };

const widen = (node, space) => {
  for (const child of node.childNodes) {
    if (child.nodeType === 3) child.data = child.data.replace(/ /g, space);
    else widen(child, space);
  }
};

/** Classes as the style sheets around the component know them: those of an isolated component have a prefix. */
const scoped = (comp) => (names) => {
  if (!comp.ownerShadowRoot) return names;
  const probe = comp.ownerShadowRoot.createNativeNode('span');
  probe.class = names;
  return probe.$$.className;
};

export default (host) => {
  const draw = (comp) => {
    const { nodes, space } = comp.data;
    const picture = (src) => {
      const url = assetUrl(host, comp, src);
      if (url && isRemote(src)) record(host, comp, 'component.image', { src: url });
      return url;
    };
    const content = new Sanitiser(host, picture, scoped(comp)).read(nodes);
    if (SPACES[space]) widen(content, SPACES[space]);
    comp.drawn.replaceChildren(content);
  };
  return {
    tag: 'rich-text',
    properties: { nodes: null, space: String, userSelect: Boolean, mode: String },
    observers: {
      'nodes, space': function redraw() {
        draw(this);
      },
      userSelect(on) {
        mirror(this, { 'user-select': on });
        this.$$.classList.toggle('wx-text-selectable', on);
      },
    },
    lifetimes: {
      created() {
        this.drawn = host.real.document.createElement('div');
        this.drawn.className = 'wx-rich-text-drawn';
        this.$$.append(this.drawn);
      },
    },
  };
};
