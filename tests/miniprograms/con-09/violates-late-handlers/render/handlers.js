// As build tools make them: every handler is a closure of one rendering, put on the instance under a name of its own.
let made = 0

module.exports = function on(instance, run) {
  const name = 'e' + made++ + '_' + run.length
  instance[name] = (event) => setTimeout(() => run(event))
  return name
}
