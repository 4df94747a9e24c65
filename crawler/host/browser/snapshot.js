// Runs in a world of its own: it reads the document, not what the program made of its globals.
(function snapshot() {
  const ATTRIBUTES = [
    'id', 'class', 'open-type', 'type', 'placeholder', 'value', 'checked', 'disabled', 'url', 'src', 'href', 'name', 'form-type',
    'aria-label', 'aria-selected', 'aria-checked', 'role', 'data-mi-button', 'data-mi-role', 'data-mi-type', 'for', 'mode', 'password',
  ];
  const width = innerWidth;
  const height = innerHeight;
  const nodes = [];
  const round = (value) => Math.round(value * 10) / 10;

  const attributesOf = (element) => {
    const found = {};
    for (const name of ATTRIBUTES) {
      const value = element.getAttribute(name);
      if (value !== null && value !== '') found[name] = value.length > 2000 ? value.slice(0, 2000) : value;
    }
    return found;
  };

  const ownText = (element) => {
    let text = '';
    for (let child = element.firstChild; child; child = child.nextSibling) {
      if (child.nodeType === 3) text += child.data;
    }
    return text.replace(/\s+/g, ' ').trim();
  };

  const inLine = (style) => (style.display === 'inline' || style.display === 'contents') && style.visibility === 'visible';

  const keepsLines = (style) => /^(pre|break)/.test(style.whiteSpace);

  // The words of an element with those of the elements in line with them, as they are read: a sentence with some in bold.
  // Lines that the page or the words themselves break stay apart. Empty where one piece on one line is all there is.
  const sentenceOf = (element, ownStyle) => {
    if (!element.firstElementChild && !(element.textContent.includes('\n') && keepsLines(ownStyle))) return '';
    let text = '';
    let pieces = 0;
    let own = false;
    const read = (at, style) => {
      const kept = keepsLines(style);
      for (let child = at.firstChild; child; child = child.nextSibling) {
        if (child.nodeType === 3) {
          text += kept ? child.data : child.data.replace(/\s+/g, ' ');
          if (child.data.trim() !== '') {
            pieces += 1;
            own ||= at === element;
          }
        } else if (child.nodeType === 1) {
          const inner = getComputedStyle(child);
          const { display } = inner;
          const breaks = child.localName === 'br' || !(display.startsWith('inline') || display === 'contents');
          if (!breaks && inLine(inner)) read(child, inner);
          else if (display !== 'none') text += breaks || display === 'contents' ? '\n' : ' ';
        }
      }
    };
    read(element, ownStyle);
    const lines = text.split('\n').map((line) => line.replace(/\s+/g, ' ').trim()).filter(Boolean);
    return pieces > 1 || (own && lines.length > 1) ? lines.join('\n') : '';
  };

  const near = (rect) => rect.right > -width && rect.left < width * 2 && rect.bottom > -height && rect.top < height * 3;

  const middleOf = (rect) => [
    (Math.max(rect.left, 0) + Math.min(rect.right, width)) / 2,
    (Math.max(rect.top, 0) + Math.min(rect.bottom, height)) / 2,
  ];

  const seen = (rect) => rect.right > 0 && rect.bottom > 0 && rect.left < width && rect.top < height;

  // Words that run over a line's end: the middle of their box may lie on other words.
  const widestLine = (element, style) => {
    const lines = style.display === 'inline' ? [...element.getClientRects()].filter(seen) : [];
    return lines.length > 1 ? lines.reduce((best, line) => (line.width > best.width ? line : best)) : null;
  };

  const reached = (element, rect) => {
    const [x, y] = middleOf(rect);
    if (x < 0 || y < 0 || x >= width || y >= height || !seen(rect)) return true;
    const found = document.elementFromPoint(x, y);
    return found !== null && (element.contains(found) || found.contains(element));
  };

  const tagOf = (element, context) => {
    const name = element.localName;
    if (context.platform) return name.startsWith('native-') ? name : 'native-' + name.replace(/^(wx-|mio-)/, '');
    return name.startsWith('wx-') ? name.slice(3) : name;
  };

  const fieldOf = (element, parent) => {
    const target = parent === null ? null : nodes[parent];
    if (!target) return;
    if (element.value) target.attrs.value = element.value.slice(0, 2000);
    if (element.placeholder) target.attrs.placeholder = element.placeholder;
    if (element.type === 'password') target.attrs.password = 'true';
  };

  const emit = (element, rect, style, context, parent) => {
    const id = nodes.length;
    const marked = context.platform ? element.getAttribute('data-mi-part') : null;
    const part = marked || context.part;
    const dialog = (context.platform && element.getAttribute('data-mi-dialog')) || context.dialog;
    const events = element.getAttribute('data-mi-events');
    const background = style.backgroundColor;
    const line = widestLine(element, style);
    nodes.push({
      id,
      parent,
      tag: tagOf(element, context),
      component: context.component,
      rect: [round(rect.left), round(rect.top), round(rect.width), round(rect.height)],
      text: ownText(element),
      sentence: context.inFlow && context.joined ? '' : sentenceOf(element, style),
      inline: context.inFlow && context.joined,
      attrs: attributesOf(element),
      events: !context.platform && events ? events.split(' ') : [],
      surface: context.platform ? 'platform' : 'app',
      part: context.platform ? part : '',
      dialog: context.platform ? dialog : '',
      hit: reached(element, line || rect),
      spot: line ? middleOf(line).map(round) : null,
      opacity: round(context.opacity * 100) / 100,
      color: style.color,
      background: background === 'rgba(0, 0, 0, 0)' ? '' : background,
      font_px: parseFloat(style.fontSize) || 0,
      weight: parseFloat(style.fontWeight) || 0,
      line_px: parseFloat(style.lineHeight) || 0,
      fixed: context.fixed,
      scrollable: /(auto|scroll)/.test(style.overflowY + style.overflowX)
        && (element.scrollHeight > element.clientHeight + 1 || element.scrollWidth > element.clientWidth + 1),
    });
    return id;
  };

  // Page content stands inside #mi-root > .mi-page > .mi-frame; all else is drawn by the platform.
  const isFrame = (element) => element.className === 'mi-frame'
    && element.parentElement.parentElement !== null && element.parentElement.parentElement.id === 'mi-root'
    && element.parentElement.parentElement.parentElement === document.body;

  const visit = (element, context, parent) => {
    const name = element.localName;
    if (name === 'head' || name === 'script' || name === 'style' || name === 'template' || name === 'option') return;
    const style = getComputedStyle(element);
    if (style.display === 'none') return;
    if ((name === 'input' || name === 'textarea') && !context.platform) {
      fieldOf(element, parent);
      return;
    }
    const frame = context.platform && isFrame(element);
    const outermost = element.parentElement === document.documentElement || element.parentElement === document.body;
    const foreign = outermost && element !== document.body && !platformParts.includes(element);
    const inner = {
      ...context,
      platform: context.platform && !frame && !foreign,
      opacity: context.opacity * (style.opacity === '' ? 1 : Number(style.opacity)),
      fixed: !frame && (context.fixed || style.position === 'fixed'),
      inFlow: context.flow && inLine(style),
    };
    let id = parent;
    const rect = element.getBoundingClientRect();
    const structural = context.platform && !foreign && !element.hasAttribute('data-mi-part') && context.part === '';
    const drawn = rect.width > 0 && rect.height > 0 && style.visibility === 'visible' && near(rect);
    const drawing = !context.platform && element.hasAttribute('data-mi-inner');
    if (drawing && drawn && parent !== null) nodes[parent].text = [nodes[parent].text, ownText(element)].filter(Boolean).join(' ');
    if (drawn && !drawing && !structural && !frame && element !== document.body && element !== document.documentElement) {
      id = emit(element, rect, style, inner, parent);
      if (!inner.inFlow) Object.assign(inner, { flow: true, joined: nodes[id].sentence !== '' });
    } else if (!inner.inFlow) inner.flow = false;
    if (inner.platform && element.hasAttribute('data-mi-part')) {
      inner.part = element.getAttribute('data-mi-part');
    }
    if (inner.platform && element.getAttribute('data-mi-dialog')) inner.dialog = element.getAttribute('data-mi-dialog');
    const component = element.getAttribute('data-mi-is');
    if (component && !inner.platform && name !== 'wx-page-root') inner.component = component;
    if (frame) Object.assign(inner, { part: '', dialog: '', fixed: false });
    for (let child = element.firstElementChild; child; child = child.nextElementSibling) visit(child, inner, id);
  };

  // The platform's surfaces stand beside the body, outside of what the program's page can lie over. What else stands there
  // or beside the pages was put there by the program, whatever it calls itself.
  const outside = { platform: true, part: '', dialog: '', component: '', opacity: 1, fixed: false, flow: false, joined: false };
  visit(document.documentElement, outside, null);
  const pages = document.querySelectorAll('body > #mi-root > .mi-page:not(.hidden)');
  const page = pages[pages.length - 1];
  const scroller = page ? page.querySelector(':scope > .mi-frame > .mi-scroll') : null;
  const box = page ? page.querySelector(':scope > .mi-frame').getBoundingClientRect() : { top: 0, bottom: height };
  return {
    nodes,
    viewport: [width, height],
    scroll_top: scroller ? round(scroller.scrollTop) : 0,
    scroll_height: scroller ? scroller.scrollHeight : 0,
    page_height: scroller ? scroller.clientHeight : 0,
    frame: [box.top, box.bottom],
    frames: [...document.querySelectorAll('iframe')].filter((frame) => frame.getBoundingClientRect().height > 0).length,
  };
})
