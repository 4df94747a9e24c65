// A compiled package in the program's page: the main package is loaded when the program starts, as the code of a program
// is, a subpackage when something of it is first wanted.
import { real } from '../primordials.js';
import { createService, createView } from './scripts.js';
import { packedTemplates } from './templates.js';

const { XMLHttpRequest } = window;
const open = Function.prototype.call.bind(XMLHttpRequest.prototype.open);
const send = Function.prototype.call.bind(XMLHttpRequest.prototype.send);
const textOf = Function.prototype.call.bind(Object.getOwnPropertyDescriptor(XMLHttpRequest.prototype, 'responseText').get);

/** Fills `program.scripts` and `host.templateGroups`. Everything of the package that fails is the program's own fault. */
export function loadPackage({ host, program, base, runner, wxs }) {
  const report = (error, path) => host.reportError(error, path, 'project');
  const runView = createView(runner, report);
  const runService = createService(runner, report);
  const parts = program.packed.map((part, number) => ({ ...part, number, paths: [], loaded: false }));
  program.packed = [];
  const byLength = [...parts].sort((a, b) => b.root.length - a.root.length);
  for (const path of real.keys(program.configs)) byLength.find((part) => path.indexOf(part.root) === 0)?.paths.push(path);

  const load = (part) => {
    if (part.loaded) return;
    part.loaded = true;
    const { view, service } = real.parse(read(`${base}__host/packed/${part.number}.json`));
    const groups = packedTemplates(runView(view), part.paths, wxs, host.glassEasel);
    const scripts = runService(service);
    for (const path of part.paths) put(host.templateGroups, path, groups[path]);
    for (const path of part.modules) put(program.scripts, path, { code: absent(path), source: path });
    for (const path of real.keys(scripts)) put(program.scripts, path, scripts[path]);
  };
  const promise = (table, path, part) => real.defineProperty(table, path, {
    configurable: true, enumerable: true,
    get() {
      load(part);
      return table[path];
    },
  });

  for (const part of parts) {
    for (const path of part.paths) promise(host.templateGroups, path, part);
    for (const path of part.modules) promise(program.scripts, path, part);
  }
  for (const part of parts) if (!part.root) load(part);
}

function put(table, path, value) {
  real.defineProperty(table, path, { value, writable: true, enumerable: true, configurable: true });
}

const absent = (path) => `throw new Error(${real.stringify(`module '${path}' is not defined`)})`;

// At once, as a program's own require is: the answer comes from the host, no request leaves.
function read(address) {
  const request = new XMLHttpRequest();
  open(request, 'GET', address, false);
  send(request);
  return textOf(request);
}
