// WXML and wxs, through the platform's own template compiler.
import { TmplGroup } from 'template-compiler';
import { inlineWxs, wxs } from './dialect.js';

const HARMLESS = [
  'data bindings are not allowed for this attribute', 'duplicated attribute', 'avoid uppercase letters',
  'unexpected whitespace', 'this attribute is deprecated', 'child nodes are not allowed for this element',
];

// Q is the compiler's runtime object; hostEvents is put around the result when it runs.
const RUNTIME = `
var getRegExp = hostEvents.getRegExp, getDate = hostEvents.getDate, hostKind = hostEvents.kind;
Q.C = hostEvents.listener; Q.A = hostEvents.filter;
`;

export function templates(files, report, progress) {
  const group = new TmplGroup();
  const paths = [];
  for (const [path, text] of files) {
    if (path.endsWith('.wxs')) group.addScript(path.slice(0, -4), wxs(text));
  }
  for (const [path, text] of files) {
    if (!path.endsWith('.wxml')) continue;
    const name = path.slice(0, -5);
    paths.push(name);
    progress(path);
    try {
      for (const found of group.addTmpl(name, inlineWxs(text))) {
        if (found.isError && !HARMLESS.some((known) => found.message.includes(known))) {
          report(path, found.startLine + 1, found.message);
        }
      }
    } catch (error) {
      report(path, 0, `the template cannot be compiled: ${error.message || error}`);
      group.addTmpl(name, '');
    }
  }
  group.setExtraRuntimeScript(RUNTIME);
  const code = group.getTmplGenObjectGroups();
  group.free();
  return { code, paths };
}
