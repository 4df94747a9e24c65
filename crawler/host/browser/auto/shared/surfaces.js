// The platform's windows that lie over the program now, with the buttons a hand could press.
import { real } from '../../primordials.js';

export function surfaceMethods({ host }) {
  const overlay = () => [...real.document.documentElement.children].find((child) => child.classList.contains('mio-overlay'));

  const button = (element) => {
    const { x, y, width, height } = real.rectOf(element);
    return {
      name: real.getAttribute(element, 'data-mi-button'),
      role: real.getAttribute(element, 'data-mi-role') || '',
      text: real.String(element.innerText || '').trim(),
      on: real.getAttribute(element, 'data-on') === '1',
      point: [x + width / 2, y + height / 2],
      rect: [x, y, width, height],
    };
  };

  const window = (element) => ({
    id: real.getAttribute(element, 'data-mi-dialog'),
    type: real.getAttribute(element, 'data-mi-type'),
    text: real.String(element.innerText || '').trim(),
    buttons: [...element.querySelectorAll('[data-mi-button]')].map(button),
  });

  return {
    /** The last one lies on top. */
    'Minispect.getDialogs': () => ({
      dialogs: [...(overlay()?.querySelectorAll('[data-mi-type]') || [])].map(window),
    }),
  };
}
