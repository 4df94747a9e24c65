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

const INCLUDE = /<include\b[^>]*?\bsrc\s*=\s*["']([^"']*)["']/g;
const EMPTY = new Map();

/** What the template compiler dies of: it cannot be used again in this page. */
export class Unfit extends Error {
  constructor(path, error) {
    super(`the template cannot be compiled: ${error.message || error}`);
    this.path = path;
  }
}

export function templates(files, report, progress) {
  const group = new TmplGroup();
  for (const [path, text] of files) {
    if (path.endsWith('.wxs')) group.addScript(path.slice(0, -4), wxs(text));
  }
  const paths = [...files.keys()].filter((path) => path.endsWith('.wxml'));
  const circles = includedByItself(files, paths);
  for (const path of paths) {
    progress(path);
    if (circles.has(path)) report(path, 0, 'the template includes itself without end; it is taken as empty');
    for (const found of add(group, path, circles.has(path) ? EMPTY : files)) {
      if (found.isError && !HARMLESS.some((known) => found.message.includes(known))) {
        report(path, found.startLine + 1, found.message);
      }
    }
  }
  group.setExtraRuntimeScript(RUNTIME);
  try {
    return { code: group.getTmplGenObjectGroups() };
  } catch (error) {
    throw culprit(paths, files, error);
  }
}

// An include is put in place of its element, so a circle of them has no end; imports may go in circles.
function includedByItself(files, paths) {
  const targets = new Map();
  for (const path of paths) {
    const found = [...files.get(path).matchAll(INCLUDE)].map((match) => resolve(path, match[1]));
    if (found.length) targets.set(path, found);
  }
  const reaches = (from, goal, seen) => (targets.get(from) || []).some((next) => {
    if (next === goal) return true;
    if (seen.has(next)) return false;
    seen.add(next);
    return reaches(next, goal, seen);
  });
  return new Set([...targets.keys()].filter((path) => reaches(path, path, new Set())));
}

function resolve(from, target) {
  const parts = target.startsWith('/') ? [] : from.split('/').slice(0, -1);
  for (const part of target.split('/')) {
    if (part === '..') parts.pop();
    else if (part && part !== '.') parts.push(part);
  }
  return parts.join('/').replace(/\.wxml$/, '') + '.wxml';
}

function add(group, path, files) {
  try {
    return group.addTmpl(path.slice(0, -5), inlineWxs(files.get(path) || ''));
  } catch (error) {
    throw new Unfit(path, error);
  }
}

// All are written out together, so the error does not tell which one it was.
function culprit(paths, files, error) {
  for (const path of paths) {
    const group = new TmplGroup();
    add(group, path, files);
    try {
      group.getTmplGenObjectGroups();
    } catch (own) {
      return new Unfit(path, own);
    }
  }
  return error;
}
