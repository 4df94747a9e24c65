// WXSS to CSS: imports inlined, rpx and vh converted, classes marked for the component's scope.
import { generate, List, parse, walk } from 'css-tree';
import { isSource } from './preprocess.js';

const SCOPE = '__SCOPE__';
const HOST = '__HOST__';
const RPX = /(-?\d*\.?\d+)rpx\b/gi;
const IMPORT_LIMIT = 20;

/** Path without suffix -> CSS, for the app, each page and each component; `.wxss` wins over a source beside it. */
export function styles(context, appStyles) {
  const out = {};
  const convertAll = converter(context);
  for (const path of context.files.keys()) {
    if (path.endsWith('.wxss')) out[path.slice(0, -5)] = convertAll(path);
  }
  for (const path of context.files.keys()) {
    const name = path.replace(/\.\w+$/, '');
    if (isSource(path) && !(name in out) && (name === 'app' || context.files.has(name + '.wxml'))) out[name] = convertAll(path);
  }
  const before = appStyles.filter((path) => context.files.has(path)).map(convertAll).join('');
  return before ? { ...out, app: before + (out.app || '') } : out;
}

function converter(context) {
  const cache = new Map();
  const convert = (path, depth = 0) => {
    if (cache.has(path)) return cache.get(path);
    if (depth > IMPORT_LIMIT) return '';
    cache.set(path, '');
    const css = convertOne(path, context, (target) => convert(target, depth + 1));
    cache.set(path, css);
    return css;
  };
  return (path) => convert(path);
}

function convertOne(path, context, convert) {
  const { report, progress, textOf, assetUrl } = context;
  progress(path);
  try {
    const tree = parse(textOf(path), {
      parseCustomProperty: false,
      onParseError: (error) => report(path, error.line || 0, `style: ${error.message}`, true),
    });
    const css = inlineImports(tree, path, context, convert);
    rewrite(tree, path, assetUrl);
    return css + generate(tree);
  } catch (error) {
    report(path, 0, `the style sheet cannot be read: ${error.message}`);
    return '';
  }
}

function inlineImports(tree, path, { files, report }, convert) {
  let css = '';
  walk(tree, {
    visit: 'Atrule',
    enter(node, item, list) {
      if (node.name !== 'import' || !node.prelude || !list) return;
      list.remove(item);
      const target = importTarget(node);
      if (!target || /^(https?:)?\/\//.test(target)) return;
      const found = resolve(path, target, files);
      if (files.has(found)) css += convert(found);
      else report(path, 0, `@import "${target}": there is no such file`);
    },
  });
  return css;
}

function importTarget(node) {
  let target = '';
  walk(node.prelude, (part) => {
    if (!target && (part.type === 'String' || part.type === 'Url')) target = part.value;
  });
  return target;
}

function resolve(from, target, files) {
  const base = target.startsWith('/') ? [] : from.split('/').slice(0, -1);
  for (const part of target.split('/')) {
    if (part === '..') base.pop();
    else if (part && part !== '.') base.push(part);
  }
  const path = base.join('/');
  if (/\.(wxss|css|less|scss|sass)$/.test(path)) return path;
  return ['.wxss', '.scss', '.less', '.sass'].map((suffix) => path + suffix).find((name) => files.has(name)) || path + '.wxss';
}

function rewrite(tree, path, assetUrl) {
  walk(tree, {
    enter(node, item, list) {
      if (node.type === 'Dimension') convertUnit(node);
      else if (node.type === 'Raw') node.value = node.value.replace(RPX, (all, value) => `${value / 7.5}vw`);
      else if (node.type === 'Url') node.value = absolute(path, node.value, assetUrl);
      else if (node.type === 'TypeSelector') node.name = typeName(node.name);
      else if (node.type === 'ClassSelector') node.name = SCOPE + (node.name.startsWith('mio-') ? 'own-' : '') + node.name;
      else if (node.type === 'AttributeSelector' && /^data-mi-(?!is$)/.test(node.name.name)) node.name.name += '-own';
      else if (node.type === 'PseudoClassSelector' && node.name === 'host') convertHost(node, item, list);
    },
  });
}

function convertUnit(node) {
  const unit = node.unit.toLowerCase();
  if (unit === 'rpx') {
    node.value = String(Number(node.value) / 7.5);
    node.unit = 'vw';
  } else if (unit === 'vh') {
    node.value = `calc(${node.value}*var(--mi-vh,1vh))`;
    node.unit = '';
  }
}

function convertHost(node, item, list) {
  const host = {
    type: 'AttributeSelector', name: { type: 'Identifier', name: 'data-mi-is' }, matcher: '=',
    value: { type: 'String', value: HOST }, flags: null,
  };
  list.replace(item, List.prototype.createItem(host));
}

function typeName(name) {
  // "Everything" is everything of the program: the platform's windows have a look of their own.
  if (name === '*') return '*:not(:where(mioverlay,mioverlay *))';
  if (name.includes('|')) return name;
  if (name === 'page') return 'wx-page-root';
  if (name === 'body') return 'wx-page-root';
  // Written so by people too; compiled packages have no other form.
  if (name.startsWith('wx-')) return name;
  return /^(from|to)$/i.test(name) || /%$/.test(name) ? name : 'wx-' + name.toLowerCase();
}

function absolute(path, value, assetUrl) {
  if (/^(https?:|data:|\/\/|blob:|wxfile:)/i.test(value) || !value) return value;
  const base = value.startsWith('/') ? [] : path.split('/').slice(0, -1);
  for (const part of value.split('/')) {
    if (part === '..') base.pop();
    else if (part && part !== '.') base.push(part);
  }
  return assetUrl + base.join('/');
}
