/**
 * Form controls and the forms around them.
 *
 * A built-in control registers what a form asks of it; custom components join by the behaviors `wx://form-field`
 * (they are a field) and `wx://form-field-group` (the form looks inside them).
 */

const controls = new WeakMap();
const forms = new WeakMap();

/** `control`: `{ value(), reset(), inGroup? }`; the name is the component's `name` property. */
export const registerControl = (comp, control) => controls.set(comp, control);

export const controlOf = (comp) => controls.get(comp);

/** `form`: `{ submit(target), reset() }`. */
export const registerForm = (comp, form) => forms.set(comp, form);

const hostOf = (node) => {
  const root = node.ownerShadowRoot;
  return root ? root.getHostNode() : null;
};

/** Nearest component above `comp` (or `comp` itself not included) that `find` accepts, across shadow trees. */
export const nearest = (comp, find) => {
  let node = comp.parentNode;
  let owner = hostOf(comp);
  while (node || owner) {
    if (!node) {
      const found = find(owner);
      if (found) return found;
      node = owner.parentNode;
      owner = hostOf(owner);
    } else {
      const found = find(node);
      if (found) return found;
      node = node.parentNode;
    }
  }
  return undefined;
};

/** The form a button or a control stands in. */
export const formOf = (comp) => nearest(comp, (node) => forms.get(node));

const custom = new WeakMap();

const joinAs = (role) => ({
  lifetimes: {
    created() {
      custom.set(this._$ || this, role);
    },
  },
});

/** The behaviors a custom component names by string to take part in a form. */
export const FORM_BEHAVIORS = {
  'wx://form-field': { properties: { name: String, value: null }, ...joinAs('field') },
  'wx://form-field-group': joinAs('group'),
  'wx://form-field-button': joinAs('button'),
  'wx://component-export': {},
};

/** Call `visit(component, control)` for each field below `node`, in document order. */
export const eachField = (node, visit) => {
  for (const child of node.childNodes || []) {
    const control = controls.get(child);
    const role = custom.get(child);
    if (control) visit(child, control);
    else if (role === 'field') visit(child, { value: () => child.data.value, reset: () => {} });
    else if (role === 'group' && child.shadowRoot) eachField(child.shadowRoot, visit);
    eachField(child, visit);
  }
};
