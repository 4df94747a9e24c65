// Making elements of the platform's own surfaces. Tags are made-up and without a hyphen, so that no rule of the program
// meets them and nobody can define them;
// texts are set as text, never as markup.

export function elements(real) {
  const set = (element, attributes) => {
    for (const name of real.keys(attributes)) {
      const value = attributes[name];
      if (value !== undefined && value !== null && value !== false) real.setAttribute(element, name, real.String(value));
    }
  };

  /** `make('box', {class: 'mio-mask'}, child, 'text')`. */
  const make = (tag, attributes, ...children) => {
    const element = real.createElement('mi' + tag);
    set(element, attributes || {});
    for (let i = 0; i < children.length; i += 1) {
      const child = children[i];
      if (child === null || child === undefined || child === '') continue;
      real.appendChild(element, typeof child === 'object' ? child : real.createTextNode(real.String(child)));
    }
    return element;
  };

  const picture = (source, name) => {
    const element = real.createElement('img');
    set(element, { class: name, src: source, alt: '' });
    return element;
  };

  const field = (value, placeholder) => {
    const element = real.createElement('input');
    set(element, { class: 'mio-field', value, placeholder, autocomplete: 'off' });
    return element;
  };

  const rectOf = (element) => {
    const { x, y, width, height } = real.rectOf(element);
    return [x, y, width, height];
  };

  return { make, set, picture, field, rectOf };
}
