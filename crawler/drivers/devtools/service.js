// Runs in the app service (App.callFunction) where the protocol's elements never answer: does what a tap or typing at a point
// of the page would do, by what the page's template says. No gesture: questions that need a real one are not opened.
// `bar`: of the program's own tab bar instead, which stands in no page.
function (entries, x, y, event, value, bar) {
  function held(rect) {
    return rect && rect.left <= x && x <= rect.left + rect.width && rect.top <= y && y <= rect.top + rect.height;
  }

  function opened(entry) {
    var options = { url: entry.url };
    var ways = {
      navigate: 'navigateTo', redirect: 'redirectTo', switchTab: 'switchTab', reLaunch: 'reLaunch', navigateBack: 'navigateBack'
    };
    var way = ways[entry.kind] || 'navigateTo';
    wx[way](way === 'navigateBack' ? {} : options);
    return { handler: 'wx.' + way, selector: entry.selector };
  }

  return new Promise(function (resolve) {
    var pages = getCurrentPages();
    var page = pages[pages.length - 1];
    if (bar) page = page && typeof page.getTabBar === 'function' ? page.getTabBar() : null;
    if (!page || !entries.length) { resolve({ handler: '', why: 'no listener is known here' }); return; }
    var query = wx.createSelectorQuery().in(page);
    entries.forEach(function (entry) {
      query.selectAll(entry.selector).fields({ id: true, dataset: true, rect: true, size: true });
    });
    query.exec(function (results) {
      var best = null;
      results.forEach(function (rects, number) {
        (rects || []).forEach(function (rect) {
          if (!held(rect)) return;
          var area = rect.width * rect.height;
          if (!best || area <= best.area) best = { area: area, rect: rect, entry: entries[number] };
        });
      });
      if (!best) { resolve({ handler: '', why: 'no element with a listener holds the point' }); return; }
      var entry = best.entry;
      if (entry.gesture) { resolve({ handler: '', why: entry.gesture + ' answers a real finger only' }); return; }
      if (entry.tag === 'navigator' && !entry.handler) { resolve(opened(entry)); return; }
      if (typeof page[entry.handler] !== 'function') { resolve({ handler: '', why: 'the page has no ' + entry.handler }); return; }
      var rect = best.rect;
      var target = { id: rect.id || '', dataset: rect.dataset || {}, offsetLeft: rect.left, offsetTop: rect.top };
      var detail = event === 'tap' ? { x: x, y: y } : { value: value };
      var touch = { identifier: 0, pageX: x, pageY: y, clientX: x, clientY: y };
      page[entry.handler]({
        type: event, timeStamp: Date.now(), target: target, currentTarget: target, mark: {}, detail: detail,
        touches: event === 'tap' ? [touch] : [], changedTouches: event === 'tap' ? [touch] : []
      });
      resolve({ handler: entry.handler, selector: entry.selector });
    });
  });
}
