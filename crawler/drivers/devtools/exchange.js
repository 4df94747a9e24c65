// Puts planted values in the place of those in an answer, where there are such. Old syntax.
// `plants.values`: paths and values. `plants.nobody`: an answer about nobody in particular is told by what stands at one
// place (`path`, `name`); less is exchanged in it then.
function (answer, plants) {
  function at(path) { return path.split('.').reduce(function (place, step) { return place && place[step]; }, answer); }
  var nobody = plants.nobody && at(plants.nobody.path) === plants.nobody.name;
  (nobody ? plants.nobody : plants).values.forEach(function (one) {
    var steps = one[0].split('.');
    var last = steps.pop();
    var place = steps.length ? at(steps.join('.')) : answer;
    if (place && typeof place === 'object' && place[last] !== undefined) place[last] = one[1];
  });
  return answer;
}
