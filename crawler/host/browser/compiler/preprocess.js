// LESS and SCSS to WXSS text. Each preprocessor is loaded only for a project that has sources for it; both read only
// the project's own texts, and the page's policy keeps what they could evaluate from running.

const SUFFIX = /\.(less|scss|sass)$/;
const PLAIN = /\.(wxss|css)$/;
const SYNTAX = { scss: 'scss', sass: 'indented' };
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
    const found = find(join(folder, name), ['.less', '.wxss', '.css'], files);
    if (!found) report(folder.slice(1) || name, 0, `@import "${name}": there is no such file`);
    return { filename: '/' + (found || join(folder, name)), contents: found ? lessText(found, files) : '' };
  };
  manager.loadFile = async (name, folder) => manager.loadFileSync(name, folder);
  return manager;
}

const lessText = (path, files) => (PLAIN.test(path) ? `@import (css) "/${path}";` : files.get(path));

// --- SCSS

function withSass(sass, path, files, syntax, report) {
  const importer = {
    canonicalize(url) {
      const target = url.startsWith(SCHEME) ? decodeURI(url.slice(SCHEME.length)) : join('', url.replace(/^~@?/, ''));
      if (/^\w+:/.test(target)) return null;
      const found = find(target, ['.scss', '.sass', '.wxss', '.css'], files) || find('miniprogram_npm/' + target, ['.scss', '.css'], files);
      if (!found) report(path, 0, `@import "${target}": there is no such file`);
      return new URL(SCHEME + encodeURI(found || 'missing.scss'));
    },
    load(url) {
      const found = decodeURI(url.href.slice(SCHEME.length));
      if (!files.has(found)) return { contents: '', syntax: 'scss' };
      if (PLAIN.test(found)) return { contents: `@import url("/${found}");`, syntax: 'scss' };
      return { contents: files.get(found), syntax: SYNTAX[SUFFIX.exec(found)[1]] || 'scss' };
    },
  };
  try {
    const options = { syntax, importer, url: new URL(SCHEME + encodeURI(path)), charset: false, logger: sass.Logger.silent };
    return sass.compileString(files.get(path), options).css;
  } catch (error) {
    const place = error.span?.url ? decodeURI(error.span.url.href.slice(SCHEME.length)) : '';
    throw failure(error.sassMessage || error.message, place, error.span ? error.span.start.line + 1 : 0);
  }
}

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
