// The capsule at the top right of every page: the menu and the way out. What they open, the inspector's side decides.
export function mountCapsule(host, surfaces) {
  const { real } = host;
  const { make, set, root } = surfaces;

  const button = (name, label, mark) => {
    const marks = { 'data-mi-part': 'capsule', 'data-mi-button': name, role: 'button', 'aria-label': label };
    const element = make('button', { class: `mio-capsule-${name}`, ...marks }, ...mark);
    real.addEventListener(element, 'click', (event) => {
      const { x, y, width, height } = real.rectOf(element);
      const trusted = real.isTrusted(event);
      host.send({ t: 'capsule', button: name, trusted, point: [event.clientX, event.clientY], rect: [x, y, width, height] });
    });
    return element;
  };

  const dots = [make('dot', {}), make('dot', { class: 'mio-dot-large' }), make('dot', {})];
  const ring = [make('ring', {}, make('dot', {}))];
  const parts = [button('menu', '更多', dots), make('line', {}), button('close', '关闭', ring)];
  const capsule = make('row', { class: 'mio-capsule', 'data-mi-part': 'capsule' }, ...parts);
  root.insertBefore(capsule, root.firstChild);
  return {
    /** Where it is, as `getMenuButtonBoundingClientRect` tells. */
    rect: () => real.rectOf(capsule),
    /** White on dark pages, black on light ones. */
    light: (on) => set(capsule, { 'data-light': on ? '1' : '0' }),
  };
}
