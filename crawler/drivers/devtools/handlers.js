// Runs before the first line of app.js (first_line.js): hears what the platform's buttons hand to the program's functions
// (`bindgetphonenumber` …) and exchanges the user's own data in it. A number is never given away: where one is to be
// handed over, the tool's window is refused, and the program is handed planted values in the place of that refusal.
// `plants`: event -> what is exchanged in its detail; `planted` does it.
function (tell, plants, planted) {
  // Event -> the interface of the button that sends it.
  var HEARD = {
    getphonenumber: 'button.getPhoneNumber', getrealtimephonenumber: 'button.getRealtimePhoneNumber',
    getuserinfo: 'button.getUserInfo', chooseavatar: 'button.chooseAvatar', opensetting: 'button.openSetting',
    launchapp: 'button.launchApp', agreeprivacyauthorization: 'button.agreePrivacyAuthorization'
  };
  var HANDED = { getphonenumber: 'getPhoneNumber:ok', getrealtimephonenumber: 'getRealtimePhoneNumber:ok' };
  var MOST = 300;
  var within = [];
  var handing = false;
  var seen = null;
  if (typeof Proxy !== 'function' || typeof WeakSet !== 'function') return null;
  var ours = new WeakSet();

  function failed(detail) { return /:\s*fail|deny|cancel/i.test(String(detail.errMsg || '')); }

  function exchanged(type, detail) {
    var values = plants[type] || { values: [] };
    if (handing && HANDED[type] && failed(detail)) {
      handing = false;
      var given = { errMsg: HANDED[type] };
      values.values.forEach(function (one) { given[one[0]] = one[1]; });
      return given;
    }
    return failed(detail) ? detail : planted(detail, values);
  }

  // One event passes through several functions where a framework stands between.
  function take(event) {
    var api = event && typeof event === 'object' && Object.prototype.hasOwnProperty.call(HEARD, event.type) && HEARD[event.type];
    var detail = event && event.detail;
    if (!api || !detail || typeof detail !== 'object' || detail === seen) return;
    seen = exchanged(event.type, detail);
    if (seen !== detail) event.detail = seen;
    var ok = event.detail === seen && !failed(seen);
    tell('end', api, '', Date.now(), { ok: ok, err: String(seen.errMsg || '').slice(0, 300), errno: seen.errno, who: seen.userInfo && seen.userInfo.nickName });
  }

  function heard(origin) {
    if (typeof origin !== 'function' || ours.has(origin)) return origin;
    var made = new Proxy(origin, {
      apply: function (target, self, given) {
        try {
          if (self && typeof self === 'object' && within.length < MOST && within.indexOf(self) < 0) within.push(self);
          take(given[0]);
        } catch (error) {
          seen = null;
        }
        return Reflect.apply(target, self, given);
      }
    });
    ours.add(made);
    return made;
  }

  function hear(table) {
    if (!table || typeof table !== 'object') return;
    Object.keys(table).forEach(function (name) {
      try {
        var made = heard(table[name]);
        if (made !== table[name]) table[name] = made;
      } catch (error) {
        return;
      }
    });
  }

  function registering(origin) {
    return new Proxy(origin, {
      apply: function (target, self, given) {
        var definition = given[0];
        if (definition && typeof definition === 'object') [definition, definition.methods, definition.lifetimes].forEach(hear);
        return Reflect.apply(target, self, given);
      }
    });
  }

  Page = registering(Page);
  Component = registering(Component);
  Behavior = registering(Behavior);

  // Frameworks put functions on an instance while the page is drawn.
  function ready() {
    within.concat(getCurrentPages()).forEach(hear);
  }

  return {
    ready: ready,
    hand: function (on) {
      handing = on;
      ready();
      return true;
    }
  };
}
