// Runs before the first line of app.js (first_line.js): where the platform lets a user choose something (a picture, an
// address, an entry of a list), the program can be answered from here. The protocol presses nothing in such windows.
// `shown`: interface -> whether the platform's own window is opened; what it then says first, counts. `answers` tells
// whether a call wants its answer by functions.
function (shown, answers) {
  var waiting = [];
  var setting = wx.getPrivacySetting;
  var files = wx.getFileSystemManager;

  function told(options, which, answer) {
    if (typeof options[which] === 'function') options[which](answer);
    if (typeof options.complete === 'function') options.complete(answer);
  }

  // An answer counts once: the window may close after it was given.
  function opened(api, options, end) {
    var one = { api: api, items: shown[api] ? [] : (options && options.itemList) || [] };
    waiting.push(one);
    one.end = function (which, answer) {
      var at = waiting.indexOf(one);
      if (at < 0) return;
      waiting.splice(at, 1);
      end(which, answer);
    };
    return one;
  }

  function stand(api) {
    var origin = wx[api];
    if (typeof origin !== 'function') return;
    wx[api] = function (options) {
      var self = this;
      var own = {};
      for (var name in options) own[name] = options[name];
      function ask(end) {
        var one = opened(api, options, end);
        own.success = function (answer) { one.end('success', answer); };
        own.fail = function (answer) { one.end('fail', answer); };
        own.complete = function () {};
        if (shown[api]) origin.call(self, own);
      }
      if (answers(options)) return ask(function (which, answer) { told(options, which, answer); });
      return new Promise(function (resolve, reject) {
        ask(function (which, answer) { (which === 'success' ? resolve : reject)(answer); });
      });
    };
  }

  // A call also waits while the user is asked for consent first: then nothing is there to be chosen yet.
  function open() {
    var one = waiting[waiting.length - 1];
    if (!one) return null;
    var found = { api: one.api, items: one.items.map(String) };
    if (!shown[one.api] || typeof setting !== 'function') return found;
    return new Promise(function (resolve) {
      setting.call(wx, {
        success: function (answer) { resolve(answer && answer.needAuthorization ? null : found); },
        fail: function () { resolve(found); }
      });
    });
  }

  function put(answer, file) {
    var path = wx.env.USER_DATA_PATH + '/' + file.name;
    files.call(wx).writeFileSync(path, file.base64, 'base64');
    file.at.forEach(function (place) {
      var steps = place.split('.');
      var last = steps.pop();
      steps.reduce(function (at, step) { return at[step]; }, answer)[last] = path;
    });
  }

  // `answer` null: the user wants none. Whether somebody waited for it.
  function choose(answer, file) {
    var one = waiting[waiting.length - 1];
    if (!one) return false;
    if (answer && file) put(answer, file);
    var given = answer || {};
    given.errMsg = one.api + (answer ? ':ok' : ':fail cancel');
    one.end(answer ? 'success' : 'fail', given);
    return true;
  }

  Object.keys(shown).forEach(stand);
  return { open: open, choose: choose };
}
