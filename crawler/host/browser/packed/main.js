// A compiled package in the program's page: loaded when the program starts, as the code of a program is.
import { real } from '../primordials.js';
import { runService, runView } from './scripts.js';
import { packedTemplates } from './templates.js';

/** Fills `program.scripts` and `host.templateGroups`. Everything of the package that fails is the program's own fault. */
export function loadPackage({ host, program, runner, wxs }) {
  const report = (error, path) => host.reportError(error, path, 'project');
  const view = runView(program.packed, runner, report);
  const paths = real.keys(program.configs);
  real.assign(host.templateGroups, packedTemplates(view, paths, wxs, host.glassEasel));
  real.assign(program.scripts, runService(program.packed, runner, report));
  program.packed = null;
}
