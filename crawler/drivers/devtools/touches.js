// Runs in the page's view (Page.callFunction), again and again while a person has the simulator in hand: tells of touches
// since the last time, each as [x, y, dx, dy, field's middle and text or null]. It changes nothing of the page.
function () {
  var kept = window.__minispectTouches;
  if (!kept) {
    kept = window.__minispectTouches = [];
    var began = null;
    var place = function (event) {
      var touch = event.changedTouches ? event.changedTouches[0] : event;
      return touch ? [touch.clientX, touch.clientY] : null;
    };
    var focused = function () {
      var field = document.activeElement;
      if (!field || typeof field.value !== 'string') return null;
      var box = field.getBoundingClientRect();
      return [box.x + box.width / 2, box.y + box.height / 2, field.value];
    };
    var options = { capture: true, passive: true };
    window.addEventListener('touchstart', function (event) { began = place(event); }, options);
    window.addEventListener('touchend', function (event) {
      var at = place(event);
      if (at && began && kept.length < 200) kept.push([at[0], at[1], at[0] - began[0], at[1] - began[1], focused()]);
    }, options);
  }
  return { height: window.innerHeight, touches: kept.splice(0) };
}
