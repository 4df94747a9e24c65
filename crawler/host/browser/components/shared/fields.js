/**
 * Form controls and the forms around them.
 *
 * A built-in control registers what a form asks of it; custom components join by the behaviors `wx://form-field`
 * (they are a field) and `wx://form-field-group` (the form looks inside them).
 */

const controls = new WeakMap();
const forms = new WeakMap();

/** `control`: any of `value()`, `reset()` and `tapped(event, element of the label)`; its name is the component's `name` property. */
export const registerControl = (comp, control) => controls.set(comp, control);

export const controlOf = (comp) => controls.get(comp);

/** `form`: `{ submit(target), reset() }`. */
export const registerForm = (comp, form) => forms.set(comp, form);

const hostOf = (node) => {
  const root = node.ownerShadowRoot;
  return root ? root.getHostNode() : null;
};

/** Nearest component above `comp` that `find` accepts; out of a component's own tree as far as `leaves` lets it. */
export const nearest = (comp, find, leaves = () => true) => {
  let node = comp.parentNode;
  let owner = hostOf(comp);
  while (node || owner) {
    if (!node) {
      if (!leaves(owner)) return undefined;
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

const buttons = new WeakSet();
const groups = new WeakSet();

/** The form a button stands in; one inside a component reaches a form around it by `wx://form-field-button` only. */
export const formOf = (comp) =>
  nearest(
    comp,
    (node) => forms.get(node),
    (owner) => buttons.has(owner),
  );

/** The behavior `wx://form-field-button`. */
export const FORM_FIELD_BUTTON = {
  properties: { formType: String },
  lifetimes: {
    created() {
      buttons.add(this._$ || this);
    },
  },
};

/** The behavior `wx://form-field-group`: a form looks inside a component that has it. */
export const FORM_FIELD_GROUP = {
  lifetimes: {
    created() {
      groups.add(this._$ || this);
    },
  },
};

/** A component of the program's own that has the two properties of `wx://form-field`. */
const isField = (host, comp) => {
  const { Component } = host.glassEasel;
  if (!Component.isComponent(comp) || comp.is.startsWith('wx://')) return false;
  return Component.hasProperty(comp, 'name') && Component.hasProperty(comp, 'value');
};

/** Call `visit(component, control)` for each field below `node`, in document order. */
export const eachField = (host, node, visit) => {
  for (const child of node.childNodes || []) {
    const control = controls.get(child);
    if (control) visit(child, control);
    else if (groups.has(child)) eachField(host, child.shadowRoot, visit);
    else if (isField(host, child)) visit(child, { value: () => child.data.value });
    eachField(host, child, visit);
  }
};
