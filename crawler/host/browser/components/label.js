/** `label`: a tap on it is a tap on its control, the one named by `for` or else the first inside. */
import { listen, mirror } from './shared/element.js';
import { controlOf } from './shared/fields.js';

const tappable = (node) => {
  const control = controlOf(node);
  return control && control.tapped ? control : null;
};

const firstInside = (node) => {
  for (const child of node.childNodes || []) {
    const found = tappable(child) || firstInside(child);
    if (found) return found;
  }
  return null;
};

const insideControl = (host, label, event) => {
  for (let node = host.elementOf(event.target); node && node !== label; node = node.parentNode) {
    if (tappable(node)) return true;
  }
  return false;
};

export default (host) => ({
  tag: 'label',
  properties: { for: String },
  observers: {
    for(name) {
      mirror(this, { for: name });
    },
  },
  lifetimes: {
    created() {
      const element = this.$$;
      listen(this, 'tap', (event) => {
        if (insideControl(host, this, event)) return;
        const wanted = this.data.for;
        const named = wanted && this.ownerShadowRoot && this.ownerShadowRoot.getElementById(wanted);
        const target = wanted ? named && tappable(named) : firstInside(this);
        if (target) target.tapped(event, element);
      });
    },
  },
});
