// Attributes and properties of an element, under the names a template gives them.
import { real } from '../../primordials.js';

const camel = (name) => name.replace(/-([a-z])/g, (all, letter) => letter.toUpperCase());
const dashed = (name) => name.replace(/[A-Z]/g, (letter) => '-' + letter.toLowerCase());
const plain = (value) => (typeof value === 'object' && value !== null ? real.stringify(value) : real.String(value));

/** Names of a component's public properties; none for other elements. */
export function propertiesOf(host, element) {
  return element.asGeneralComponent() ? host.glassEasel.Component.listProperties(element) : [];
}

/** One attribute as text, null when the element has none of this name. */
export function attribute(host, element, name) {
  if (name === 'id') return element.id || null;
  if (name === 'class') return element.class || null;
  if (name === 'style') return element.$$ instanceof window.Element ? real.getAttribute(element.$$, 'style') : null;
  if (real.indexOf(name, 'data-') === 0) return given(element.dataset?.[camel(real.slice(name, 5))]);
  const property = camel(name);
  if (propertiesOf(host, element).includes(property)) return given(element.data[property]);
  const own = (element.attributes || []).find((one) => one.name === name);
  return own ? given(own.value) : null;
}

function given(value) {
  return value === undefined || value === null ? null : plain(value);
}

/** What a built-in's property is when a template says nothing of it; null for all of a custom component's. */
function defaultOf(host, element, name) {
  const definition = host.components.find((one) => `wx://${one.tag}` === element.is);
  const property = definition?.properties?.[name];
  return property && typeof property === 'object' ? property.value : null;
}

/** Every attribute worth showing, as [name, text]; properties that are empty, off or as they come are left out. */
export function attributesOf(host, element) {
  const found = [];
  for (const name of ['id', 'class', 'style']) {
    const value = attribute(host, element, name);
    if (value) found.push([name, value]);
  }
  for (const name of real.keys(element.dataset || {})) found.push(['data-' + dashed(name), plain(element.dataset[name])]);
  for (const name of propertiesOf(host, element)) {
    const value = element.data[name];
    const shown = typeof value === 'string' ? value !== '' : typeof value === 'number' ? value !== 0 : value === true;
    if (shown && value !== defaultOf(host, element, name)) found.push([dashed(name), plain(value)]);
  }
  return found;
}
