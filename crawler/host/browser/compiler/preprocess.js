// LESS and SCSS to WXSS text. Each preprocessor is loaded only for a project that has sources for it; both read only
// the project's own texts, and the page's policy keeps what they could evaluate from running.

const SUFFIX = /\.(less|scss|sass)$/;
const PLAIN = /\.(wxss|css)$/;
const SYNTAX = { scss: 'scss', sass: 'indented' };
const LESS_SUFFIXES = ['.less', '.wxss', '.css'];
const SASS_SUFFIXES = ['.scss', '.sass', '.wxss', '.css'];
const SCHEME = 'project:///';

export const isSource = (path) => SUFFIX.test(path);

/** A function (path) -> WXSS text of a style source; plain style sheets are given back as they are. */
export async function preprocessor(files, report, progress) {
  const used = new Set([...files.keys()].map((path) => SUFFIX.exec(path)?.[1]));
  const less = used.has('less') ? await loadLess() : null;
  const sass = used.has('scss') || used.has('sass') ? await import('sass') : null;
  return (path) => {
    const suffix = SUFFIX.exec(path)?.[1];
    if (!suffix) return files.get(path);
    progress(path);
    try {
      return suffix === 'less' ? withLess(less, path, files, report) : withSass(sass, path, files, SYNTAX[suffix], report);
    } catch (error) {
      report(error.file || path, error.line || 0, `style: ${error.message}`);
      return '';
    }
  };
}

async function loadLess() {
  await import('less');
  return globalThis.less;
}

// --- LESS

function withLess(less, path, files, report) {
  let done = null;
  const install = (_, manager) => manager.addFileManager(lessFiles(less, files, report));
  const options = { filename: '/' + path, syncImport: true, javascriptEnabled: false, plugins: [{ install }] };
  less.render(files.get(path), options, (error, output) => {
    done = { error, css: output?.css };
  });
  if (done && !done.error) return done.css;
  const { message = 'it cannot be compiled', filename = '', line = 0 } = done?.error || {};
  throw failure(message, filename.slice(1), line);
}

function lessFiles(less, files, report) {
  const manager = new less.AbstractFileManager();
  manager.supports = manager.supportsSync = () => true;
  manager.loadFileSync = (name, folder) => {
    if (name.endsWith('.js')) return { message: `the plugin ${name} is not run` };
    const found = [join(folder, name), join('', name)].map((each) => find(each, LESS_SUFFIXES, files)).find(Boolean);
    if (!found) report(folder.slice(1) || name, 0, `@import "${name}": there is no such file`);
    return { filename: '/' + (found || join(folder, name)), contents: found ? lessText(found, files) : '' };
  };
  manager.loadFile = async (name, folder) => manager.loadFileSync(name, folder);
  return manager;
}

const lessText = (path, files) => (PLAIN.test(path) ? `@import (css) "/${path}";` : files.get(path));

// --- SCSS

function withSass(sass, path, files, syntax, report) {
  const load = (url) => {
    const found = pathOf(url);
    if (!files.has(found)) return { contents: '', syntax: 'scss' };
    if (PLAIN.test(found)) return { contents: `@import url("/${found}");`, syntax: 'scss' };
    return { contents: files.get(found), syntax: SYNTAX[SUFFIX.exec(found)[1]] || 'scss' };
  };
  // Asked first for the place beside the importing file (with the scheme), then for the text as it is written.
  const canonicalize = (url) => {
    if (url.startsWith(SCHEME)) return urlOf(find(pathOf(url), SASS_SUFFIXES, files));
    if (/^\w+:/.test(url)) return null;
    const target = join('', url.replace(/^~@?/, ''));
    const found = [target, 'miniprogram_npm/' + target].map((place) => find(place, SASS_SUFFIXES, files)).find(Boolean);
    if (!found) report(path, 0, `@import "${url}": there is no such file`);
    return urlOf(found || 'missing.scss');
  };
  const importer = { canonicalize, load };
  try {
    const options = { syntax, importer, importers: [importer], url: urlOf(path), charset: false, logger: sass.Logger.silent };
    return sass.compileString(files.get(path), options).css;
  } catch (error) {
    const place = error.span?.url ? pathOf(error.span.url.href) : '';
    throw failure(error.sassMessage || error.message, place, error.span ? error.span.start.line + 1 : 0);
  }
}

const urlOf = (path) => (path ? new URL(SCHEME + encodeURI(path)) : null);
const pathOf = (url) => decodeURI(String(url).slice(SCHEME.length));

// --- both

function failure(message, file, line) {
  return Object.assign(new Error(String(message).split('\n')[0]), { file, line });
}

function find(path, suffixes, files) {
  const [, folder, name] = /^(.*\/)?([^/]*)$/.exec(path);
  const base = folder || '';
  const names = [name, ...suffixes.map((suffix) => name + suffix)];
  const places = [...names, ...names.map((each) => '_' + each)].map((each) => base + each);
  places.push(...suffixes.flatMap((suffix) => [`${path}/_index${suffix}`, `${path}/index${suffix}`]));
  return places.find((place) => files.has(place) && (SUFFIX.test(place) || PLAIN.test(place)));
}

function join(folder, target) {
  const parts = target.startsWith('/') ? [] : folder.split('/').filter(Boolean);
  for (const part of target.split('/')) {
    if (part === '..') parts.pop();
    else if (part && part !== '.') parts.push(part);
  }
  return parts.join('/');
}
