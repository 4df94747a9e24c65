// Runs before the first line of app.js in a copy of the project. Without an order in the program's storage it does nothing;
// with one it puts planted values and ears in place, and keeps what they tell until somebody listens. Old syntax.
function (key, ears, handlers, choices, planted) {
  var MOST = 3000;
  var told = [];
  var lacking = [];
  var lost = 0;
  var sink = null;
  var order;
  try {
    order = JSON.parse(wx.getStorageSync(key) || 'null');
    if (!order) return;
    // What the launch before wrote after it was forgotten goes too.
    if (order.fresh) wx.clearStorageSync();
    else wx.removeStorageSync(key);
  } catch (error) {
    return;
  }

  function page() {
    try {
      var open = getCurrentPages();
      return String(open[open.length - 1].route || '');
    } catch (error) {
      return '';
    }
  }

  function tell(type, api, id, time, more) {
    var full = { page: page() };
    for (var name in more) full[name] = more[name];
    if (sink) sink(type, api, id, time, full);
    else if (told.length < MOST) told.push([type, api, id, time, full]);
    else lost += 1;
  }

  // The tool tells of the console only once it was asked to, after the start.
  function overhear(level) {
    var origin = console[level];
    if (typeof origin !== 'function') return;
    console[level] = function () {
      var words = Array.prototype.slice.call(arguments).map(function (one) {
        try {
          return typeof one === 'string' ? one : JSON.stringify(one);
        } catch (error) {
          return '';
        }
      });
      if (!sink) tell('console', level, '', Date.now(), { text: words.join(' ').slice(0, 2000) });
      return origin.apply(console, arguments);
    };
  }

  function answers(options) {
    return options && typeof options === 'object'
      && (typeof options.success === 'function' || typeof options.fail === 'function' || typeof options.complete === 'function');
  }

  // What the platform does when a user leaves and comes back, told to those who asked for it: the tool itself cannot
  // be sent into the background. Components' own page lifetimes are not reached.
  var listeners = { hide: [], show: [] };
  var entered = wx.getEnterOptionsSync;

  function remember(which, on, off) {
    var register = wx[on];
    var forget = wx[off];
    if (typeof register !== 'function') return;
    wx[on] = function (listener) {
      listeners[which].push(listener);
      return register.apply(this, arguments);
    };
    if (typeof forget !== 'function') return;
    wx[off] = function (listener) {
      listeners[which] = listeners[which].filter(function (one) { return listener && one !== listener; });
      return forget.apply(this, arguments);
    };
  }

  function attempt(work) {
    try {
      work();
    } catch (error) {
      setTimeout(function () { throw error; }, 0);
    }
  }

  function turn(which) {
    var name = which === 'hide' ? 'onHide' : 'onShow';
    var app = getApp();
    var open = getCurrentPages();
    var top = open[open.length - 1];
    var given = {};
    if (which === 'show' && typeof entered === 'function') given = entered.call(wx) || {};
    var acts = [
      function () { if (top && typeof top[name] === 'function') top[name](); },
      function () { if (app && typeof app[name] === 'function') app[name](given); }
    ].concat(listeners[which].map(function (one) { return function () { one(given); }; }));
    (which === 'hide' ? acts : acts.slice(1).concat(acts[0])).forEach(attempt);
    return { app: Boolean(app && app[name]), page: Boolean(top && top[name]), listeners: listeners[which].length };
  }

  function plant(api) {
    var origin = wx[api];
    var values = order.plants[api];
    if (typeof origin !== 'function') {
      lacking.push(api);
      return;
    }
    wx[api] = function (options) {
      var given = Array.prototype.slice.call(arguments);
      if (answers(options)) {
        var own = {};
        for (var name in options) own[name] = options[name];
        ['success', 'complete'].forEach(function (which) {
          if (typeof options[which] !== 'function') return;
          own[which] = function (answer) { return options[which].call(this, planted(answer, values)); };
        });
        given[0] = own;
      }
      var found = origin.apply(this, given);
      if (found && typeof found.then === 'function') return found.then(function (answer) { return planted(answer, values); });
      return found && typeof found === 'object' ? planted(found, values) : found;
    };
  }

  // The protocol presses no entry of these windows: they are not shown, and answered as by a user who wants none.
  function cancel(api) {
    if (typeof wx[api] !== 'function') return;
    wx[api] = function (options) {
      var answer = { errMsg: api + ':fail cancel' };
      if (!answers(options)) return Promise.reject(answer);
      setTimeout(function () {
        if (typeof options.fail === 'function') options.fail(answer);
        if (typeof options.complete === 'function') options.complete(answer);
      }, 0);
      return undefined;
    };
  }

  ['log', 'info', 'warn', 'error', 'debug'].forEach(overhear);
  Object.keys(order.plants).forEach(plant);
  order.cancel.forEach(cancel);
  var chosen = null;
  try {
    chosen = choices(order.choose, answers);
  } catch (error) {
    chosen = null;
  }
  remember('hide', 'onAppHide', 'offAppHide');
  remember('show', 'onAppShow', 'offAppShow');
  var listened = ears('', tell).listened;
  var buttons = null;
  try {
    buttons = handlers(tell, order.handed, planted);
  } catch (error) {
    buttons = null;
  }
  try {
    Object.defineProperty(wx, key, {
      enumerable: false,
      value: {
        join: function (binding) {
          sink = binding;
          told.splice(0).forEach(function (one) { binding.apply(null, one); });
          return { listened: listened.length, lacking: lacking, lost: lost, buttons: Boolean(buttons) };
        },
        turn: turn,
        buttons: buttons,
        choices: chosen
      }
    });
  } catch (error) {
    return;
  }
}
