// Runs in the app service (App.callFunction): tells of every wx call that the program makes from now on, of its answers, and
// of the steps by which a privacy window of the program's own is shown and answered. It changes no argument and no answer.
// `given` is called instead of the binding `name` where the ears stand before the program's first line (first_line.js).
function (name, given) {
  var tell = given || global[name] || (typeof globalThis === 'object' && globalThis[name]);
  var QUIET = /^(on|off|create|canIUse|env|base64ToArrayBuffer|arrayBufferToBase64|nextTick|getLogManager|getRealtimeLogManager|report|reportEvent)/;
  // What leaves by the platform's own channel, past every proxy.
  var CLOUD = ['callFunction', 'callContainer', 'uploadFile', 'database'];
  var LONG = 4000;
  // What a program keeps is looked through whole.
  var KEEPS = /^(batch)?setStorage(Sync)?$/i;
  var LONGEST = 100000;
  var count = 0;
  var listened = [];

  function said(value, most) {
    var seen = 0;
    try {
      var text = JSON.stringify(value, function (key, item) {
        seen += 1;
        if (seen > 500) return undefined;
        return typeof item === 'function' ? undefined : item;
      });
      return text === undefined ? '' : text.length > most ? text.slice(0, most) : text;
    } catch (error) {
      return '';
    }
  }

  function send(type, api, id, more) {
    try {
      tell(type, api, id, Date.now(), more);
    } catch (error) {
      return;
    }
  }

  function ended(api, id) {
    var done = false;
    return function (ok, answer) {
      if (done) return;
      done = true;
      var result = answer && typeof answer === 'object' ? answer : {};
      var who = result.userInfo && String(result.userInfo.nickName).slice(0, 60);
      send('end', api, id, { ok: ok, err: String(result.errMsg || '').slice(0, 300), errno: result.errno, who: who });
    };
  }

  function handled(options, end) {
    var own = {};
    for (var key in options) own[key] = options[key];
    ['success', 'fail', 'complete'].forEach(function (which) {
      var given = options[which];
      own[which] = function (answer) {
        end(which === 'complete' ? !/:fail/.test(String(answer && answer.errMsg)) : which === 'success', answer);
        return typeof given === 'function' ? given.apply(this, arguments) : undefined;
      };
    });
    return own;
  }

  function wrap(owner, key, api) {
    var origin = owner[key];
    var made = function () {
      var args = Array.prototype.slice.call(arguments);
      count += 1;
      var id = String(count);
      var end = ended(api, id);
      var options = args[0];
      var most = KEEPS.test(api) ? LONGEST : LONG;
      send('begin', api, id, { args: said(args.length === 1 ? args[0] : args, most), stack: String(new Error().stack).slice(0, 2000) });
      var calls = options && typeof options === 'object'
        && (typeof options.success === 'function' || typeof options.fail === 'function' || typeof options.complete === 'function');
      if (calls) args[0] = handled(options, end);
      var found;
      try {
        found = origin.apply(this, args);
      } catch (error) {
        end(false, { errMsg: String(error && error.message) });
        throw error;
      }
      if (found && typeof found.then === 'function') {
        found.then(function (answer) { end(true, answer); }, function (error) { end(false, error); });
      } else if (!calls) {
        end(true, found);
      }
      return found;
    };
    try {
      owner[key] = made;
      if (owner[key] === made) listened.push(api);
    } catch (error) {
      return;
    }
  }

  function resolved(resolve, referrer) {
    return function (answer) {
      send('privacy', String(answer && answer.event), '', { referrer: referrer, button: String((answer && answer.buttonId) || '') });
      return resolve.apply(this, arguments);
    };
  }

  if (wx.__told) return { listened: [], again: true };
  for (var key in wx) {
    if (typeof wx[key] === 'function' && !QUIET.test(key) && key.charAt(0) !== '_') wrap(wx, key, key);
  }
  CLOUD.forEach(function (act) {
    if (wx.cloud && typeof wx.cloud[act] === 'function') wrap(wx.cloud, act, 'cloud.' + act);
  });
  var register = wx.onNeedPrivacyAuthorization;
  if (typeof register === 'function') {
    wx.onNeedPrivacyAuthorization = function (listener) {
      return register.call(this, function (resolve, info) {
        var referrer = String((info && info.referrer) || '');
        send('privacy', 'need', '', { referrer: referrer });
        return listener.call(this, resolved(resolve, referrer), info);
      });
    };
  }
  if (typeof wx.onAppHide === 'function') wx.onAppHide(function () { send('app', 'hide', '', {}); });
  if (typeof wx.onAppShow === 'function') wx.onAppShow(function () { send('app', 'show', '', {}); });
  try {
    Object.defineProperty(wx, '__told', { value: true, enumerable: false });
  } catch (error) {
    return { listened: listened };
  }
  return { listened: listened };
}
