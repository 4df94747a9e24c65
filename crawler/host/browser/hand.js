// Runs in a world of its own from before the program's first line: tells what a touch of the input layer really hit.
(function watch(binding) {
  const tell = globalThis[binding];
  const overlay = [...document.documentElement.children].find((element) => element.localName === 'mioverlay');
  const others = () => [...document.querySelectorAll(':popover-open, :modal, :fullscreen')].filter((element) => element !== overlay);

  // What the platform drew, for the looks at the page: known by identity, whatever the program puts beside it.
  globalThis.platformParts = [overlay, document.getElementById('mi-root')];
  // The browser's top layer has an order of its own; the platform's windows lie over all that the program puts there.
  globalThis.raisePlatform = () => {
    if (!overlay) return;
    const shown = overlay.isConnected && overlay.popover === 'manual' && overlay.matches(':popover-open');
    if (shown && !others().length) return;
    if (!overlay.isConnected) document.documentElement.append(overlay);
    overlay.popover = 'manual';
    if (overlay.matches(':popover-open')) overlay.hidePopover();
    overlay.showPopover();
  };
  globalThis.raisePlatform();

  const opacityOf = (element) => {
    let product = 1;
    for (let at = element; at; at = at.parentElement) product *= Number(getComputedStyle(at).opacity);
    return product;
  };

  const partsOf = (button) => (button.getAttribute('open-type') || '').split('|').map((part) => part.trim()).filter(Boolean);

  /** What was pressed for a button: the button itself, or a label of it. */
  const press = (button, pressed) => {
    const { x, y, width, height } = pressed.getBoundingClientRect();
    return {
      types: partsOf(button),
      id: button.id,
      text: (pressed.innerText || '').replace(/\s+/g, ' ').trim().slice(0, 200),
      rect: [x, y, width, height],
      opacity: opacityOf(pressed),
    };
  };

  const buttonsOf = (label) => {
    const name = label.getAttribute('for');
    const all = [...(name ? document : label).querySelectorAll('wx-button')];
    return name ? all.filter((button) => button.id === name) : all;
  };

  const pressesAt = (element) => {
    const found = [];
    for (let at = element; at; at = at.parentElement) {
      if (at.localName === 'wx-button') found.push(press(at, at));
      if (at.localName === 'wx-label') for (const button of buttonsOf(at)) found.push(press(button, at));
    }
    return found.filter(({ types }) => types.length);
  };

  const surfaceAt = (element) => {
    if (!overlay || !overlay.contains(element)) return '';
    const surface = element.closest('[data-mi-dialog]');
    return surface ? surface.getAttribute('data-mi-dialog') : 'capsule';
  };

  /** The field that has the focus: its middle and its text, for acts of a person. */
  const fieldNow = () => {
    const field = document.activeElement;
    if (!field || typeof field.value !== 'string') return null;
    const { x, y, width, height } = field.getBoundingClientRect();
    return [[x + width / 2, y + height / 2], field.value];
  };

  let began = [0, 0];
  const placeOf = (event) => {
    const touch = event.changedTouches[0];
    return touch ? [touch.clientX, touch.clientY] : began;
  };
  addEventListener('touchstart', (event) => {
    began = placeOf(event);
  }, { capture: true, passive: true });
  addEventListener('touchend', (event) => {
    const { target } = event;
    const element = target.nodeType === 1 ? target : target.parentElement;
    if (!event.isTrusted || !element) return;
    const at = placeOf(event);
    const told = { presses: pressesAt(element), surface: surfaceAt(element), covered: others().length > 0 };
    tell(JSON.stringify({ ...told, at, moved: [at[0] - began[0], at[1] - began[1]], field: fieldNow() }));
  }, true);
})
