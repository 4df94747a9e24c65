// As libraries look for the globals, and for functions.
const globals = Function('return this')();
const known = globals.Array === Array && (() => {}).constructor === Function;
module.exports = { name: known ? 'packed' : 'lost' };
