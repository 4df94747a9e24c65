// Runs in a page's own web view (Page.callFunction): what is drawn there, in paint order. Old syntax: phones take no other.
function () {
  var NAMES = [
    'id', 'class', 'open-type', 'type', 'placeholder', 'value', 'checked', 'disabled', 'url', 'src', 'href', 'name',
    'form-type', 'unit-id', 'aria-label', 'aria-selected', 'aria-checked', 'role', 'for', 'mode', 'password'
  ];
  // Built-ins whose insides are their own drawing.
  var CLOSED = ['input', 'textarea', 'switch', 'slider', 'progress', 'icon'];
  var LIMIT = 4000;
  var width = window.innerWidth;
  var height = window.innerHeight;
  // The first node is the page's ground; all others stand on it.
  var GROUND = 0;
  var nodes = [];
  var cut = false;

  function round(value) { return Math.round(value * 10) / 10; }

  function camel(name) {
    return name.replace(/-([a-z])/g, function (all, letter) { return letter.toUpperCase(); });
  }

  // Attributes of a template are properties of its component; frameworks keep these under different names.
  function propertyOf(element, name) {
    var node = element.__wxElement;
    var data = node && (node.data || node.__data);
    var value = data ? data[camel(name)] : undefined;
    return typeof value === 'string' || typeof value === 'number' || value === true ? String(value) : '';
  }

  function attributesOf(element) {
    var found = {};
    NAMES.forEach(function (name) {
      var value = element.getAttribute(name) || propertyOf(element, name);
      if (value) found[name] = value.slice(0, 2000);
    });
    return found;
  }

  function eventsOf(element) {
    var node = element.__wxElement;
    var target = node && node._$eventTarget;
    var tables = target ? [target.listeners, target.captureListeners] : [node && node.__events];
    var names = [];
    tables.forEach(function (table) {
      for (var name in table || {}) if (table[name] && names.indexOf(name) < 0) names.push(name);
    });
    return names;
  }

  // The custom components in whose templates an element stands, outermost first; what is drawn around it may be others.
  function hostsOf(element) {
    var chain = [];
    var root = element.__wxElement && element.__wxElement.ownerShadowRoot;
    for (var depth = 0; root && depth < 20; depth += 1) {
      var host = typeof root.getHostNode === 'function' ? root.getHostNode() : root.__host;
      if (!host || !host.ownerShadowRoot) break;
      chain.unshift({ tag: String(host.tagName || host.is).replace(/^wx-/, ''), is: String(host.is).replace(/^\//, '') });
      root = host.ownerShadowRoot;
    }
    return chain;
  }

  function textOf(element) {
    var text = '';
    for (var child = element.firstChild; child; child = child.nextSibling) {
      if (child.nodeType === 3) text += child.data;
    }
    return text.replace(/\s+/g, ' ').trim();
  }

  function hitOf(element, rect) {
    var x = (Math.max(rect.left, 0) + Math.min(rect.right, width)) / 2;
    var y = (Math.max(rect.top, 0) + Math.min(rect.bottom, height)) / 2;
    if (x < 0 || y < 0 || x >= width || y >= height) return true;
    var found = document.elementFromPoint(x, y);
    // What lies outside of the body is no part of the page: the picture tells of it.
    return !found || !document.body.contains(found) || element.contains(found) || found.contains(element);
  }

  function near(rect) {
    return rect.right > -width && rect.left < width * 2 && rect.bottom > -height && rect.top < height * 3;
  }

  function add(element, tag, rect, style, context, parent) {
    var id = nodes.length;
    var hosts = hostsOf(element);
    nodes.push({
      id: id, parent: parent, tag: tag, component: hosts.length ? hosts[hosts.length - 1].is : context.component,
      hosts: hosts.map(function (host) { return host.tag; }),
      rect: [round(rect.left), round(rect.top), round(rect.width), round(rect.height)],
      text: textOf(element), attrs: attributesOf(element), events: eventsOf(element), hit: hitOf(element, rect),
      opacity: Math.round(context.opacity * 100) / 100, color: style.color,
      background: style.backgroundColor === 'rgba(0, 0, 0, 0)' ? '' : style.backgroundColor,
      font_px: parseFloat(style.fontSize) || 0, weight: parseFloat(style.fontWeight) || 0,
      line_px: parseFloat(style.lineHeight) || 0, fixed: context.fixed,
      scrollable: /(auto|scroll)/.test(style.overflowY + style.overflowX)
        && (element.scrollHeight > element.clientHeight + 1 || element.scrollWidth > element.clientWidth + 1)
    });
    return id;
  }

  function visit(element, context, parent) {
    var name = element.localName;
    if (name === 'script' || name === 'style' || name === 'head') return;
    if (nodes.length >= LIMIT) { cut = true; return; }
    var style = getComputedStyle(element);
    if (style.display === 'none') return;
    var wx = name.indexOf('wx-') === 0;
    if ((name === 'input' || name === 'textarea') && parent !== GROUND) {
      if (element.value) nodes[parent].attrs.value = element.value.slice(0, 2000);
      if (element.placeholder) nodes[parent].attrs.placeholder = element.placeholder;
      if (element.type === 'password') nodes[parent].attrs.password = 'true';
      return;
    }
    var rect = element.getBoundingClientRect();
    var inner = {
      component: context.component,
      opacity: context.opacity * (style.opacity === '' ? 1 : Number(style.opacity)),
      fixed: context.fixed || style.position === 'fixed'
    };
    var id = parent;
    var drawn = rect.width > 0 && rect.height > 0 && style.visibility === 'visible' && near(rect);
    var tag = wx ? name.slice(3) : name;
    var inside = CLOSED.indexOf(nodes[parent].tag) >= 0;
    if (drawn && !inside && (wx || name === 'iframe' || name === 'canvas')) id = add(element, tag, rect, style, inner, parent);
    // What a built-in draws inside of itself belongs to it.
    else if (drawn && parent !== GROUND) {
      var own = textOf(element);
      if (own) nodes[parent].text = (nodes[parent].text + ' ' + own).trim();
    }
    var is = element.getAttribute('is') || (element.__wxElement && element.__wxElement.is) || '';
    if (is && wx && String(is).indexOf('wx://') !== 0 && String(is) !== tag) inner.component = String(is).replace(/^\//, '');
    for (var child = element.firstElementChild; child; child = child.nextElementSibling) visit(child, inner, id);
  }

  function page(element) { return element.localName === 'wx-page-root' || element.localName === 'wx-page'; }

  var tops = Array.prototype.filter.call(document.body.querySelectorAll('*'), function (element) {
    if (element.localName.indexOf('wx-') !== 0 || page(element)) return false;
    for (var up = element.parentElement; up && up !== document.body; up = up.parentElement) {
      if (up.localName.indexOf('wx-') === 0 && !page(up)) return false;
    }
    return true;
  });
  var shown = tops.filter(function (element) { return element.getBoundingClientRect().width > 0; })[0] || tops[0];
  var ground = shown ? shown.parentElement : document.body;
  var scroller = document.scrollingElement || document.documentElement;
  // A host that keeps several pages in one document scrolls each in a part of its own.
  for (var up = ground; up && up !== document.body; up = up.parentElement) {
    if (/(auto|scroll)/.test(getComputedStyle(up).overflowY)) { scroller = up; break; }
  }

  // The ground that the page paints for itself (`page { background }`): what is read on it is judged against it.
  function addGround() {
    var style = null;
    for (var up = ground; up; up = up.parentElement) {
      style = getComputedStyle(up);
      if (style.backgroundColor !== 'rgba(0, 0, 0, 0)') break;
    }
    var whole = scroller === document.scrollingElement || scroller === document.documentElement;
    var rect = whole ? { left: 0, top: 0, width: width, height: height } : scroller.getBoundingClientRect();
    nodes.push({
      id: GROUND, parent: null, tag: 'page-root', component: '', hosts: [], text: '', attrs: {}, events: [], hit: true,
      rect: [round(rect.left), round(rect.top), round(rect.width), round(rect.height)], opacity: 1, fixed: false,
      color: style.color, background: style.backgroundColor === 'rgba(0, 0, 0, 0)' ? '' : style.backgroundColor,
      font_px: parseFloat(style.fontSize) || 0, weight: parseFloat(style.fontWeight) || 0, line_px: 0, scrollable: false
    });
  }

  addGround();
  tops.forEach(function (element) { visit(element, { component: '', opacity: 1, fixed: false }, GROUND); });
  return {
    nodes: nodes, viewport: [width, height], cut: cut, frames: document.body.querySelectorAll('iframe').length,
    scroll_top: round(scroller.scrollTop), scroll_height: scroller.scrollHeight,
    page_height: scroller.clientHeight
  };
}
