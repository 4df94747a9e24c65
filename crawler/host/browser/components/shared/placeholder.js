/** A labelled box in place of what this host does not run: maps, cameras, live pictures. */
import { inner } from './element.js';

/** Draws the box at the start of the component; `say(label, lines)` changes what it reads. */
export const placeholderBox = (host, comp, kind) => {
  const box = inner(host, 'div', `wx-box wx-box-${kind}`);
  const label = inner(host, 'div', 'wx-box-label');
  const lines = inner(host, 'div', 'wx-box-lines');
  box.append(label, lines);
  comp.$$.insertBefore(box, comp.$$.firstChild);
  return {
    box,
    say: (text, more = []) => {
      label.textContent = text;
      lines.replaceChildren(...more.map((line) => inner(host, 'div', 'wx-box-line', line)));
    },
  };
};
