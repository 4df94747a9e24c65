// Element.callFunction: what the protocol can do to built-in components.
import { emit, setOwn } from '../../components/shared/element.js';
import { real } from '../../primordials.js';

const typeInto = (host, element, value, confirm) => {
  const field = element.$$.querySelector('input, textarea');
  field.focus();
  element.typing.type(real.String(value ?? ''));
  if (confirm) emit(host, element, 'confirm', { value: field.value });
};

const clamped = ({ min, max }, value) => Math.min(max, Math.max(min, Number(value)));

/** name -> (host, element, ...args) => result */
const ACTS = {
  __proto__: null,
  'input.input': typeInto,
  'textarea.input': typeInto,
  'slider.slideTo': (host, element, value) => {
    setOwn(host, element, { value: clamped(element.data, value) });
    emit(host, element, 'change', { value: element.data.value });
  },
  'swiper.swipeTo': (host, element, index) => element.slides.go(Number(index), 'touch'),
  'movable-view.moveTo': (host, element, x, y) => setOwn(host, element, { x: Number(x), y: Number(y) }),
  'scroll-view.scrollTo': (host, element, x, y) => {
    element.$$.scrollTo({ left: Number(x), top: Number(y), behavior: 'instant' });
  },
  'scroll-view.scrollTop': (host, element) => element.$$.scrollTop,
  'scroll-view.scrollLeft': (host, element) => element.$$.scrollLeft,
  'scroll-view.scrollWidth': (host, element) => element.$$.scrollWidth,
  'scroll-view.scrollHeight': (host, element) => element.$$.scrollHeight,
};

/** Throws `<name> not exists` for what the element cannot do. */
export function act(host, element, tag, name, args) {
  const work = ACTS[name];
  if (!work || name.split('.')[0] !== tag) throw new real.Error(`${name} not exists`);
  return { result: work(host, element, ...(args || [])) ?? null };
}
