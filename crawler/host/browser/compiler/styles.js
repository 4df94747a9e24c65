// WXSS to CSS: imports inlined, rpx and vh converted, classes marked for the component's scope.
import { generate, List, parse, walk } from 'css-tree';

const SCOPE = '__SCOPE__';
const HOST = '__HOST__';
const RPX = /(-?\d*\.?\d+)rpx\b/gi;
const IMPORT_LIMIT = 20;

export function styles(files, assetUrl, report) {
  const out = {};
  const cache = new Map();
  for (const path of files.keys()) {
    if (path.endsWith('.wxss')) out[path.slice(0, -5)] = convert(path, files, assetUrl, report, cache, 0);
    const source = /^(.*)\.(less|scss)$/.exec(path);
    if (source && files.has(source[1] + '.wxml') && !files.has(source[1] + '.wxss')) {
      report(path, 0, 'LESS and SCSS sources are not supported yet; build the project first');
    }
  }
  return out;
}

function convert(path, files, assetUrl, report, cache, depth) {
  if (cache.has(path)) return cache.get(path);
  if (depth > IMPORT_LIMIT) return '';
  cache.set(path, '');
  let css = '';
  try {
    const tree = parse(files.get(path), {
      parseCustomProperty: false,
      onParseError: (error) => report(path, error.line || 0, `style: ${error.message}`),
    });
    css = inlineImports(tree, path, files, assetUrl, report, cache, depth);
    rewrite(tree, path, assetUrl);
    css += generate(tree);
  } catch (error) {
    report(path, 0, `the style sheet cannot be read: ${error.message}`);
  }
  cache.set(path, css);
  return css;
}

function inlineImports(tree, path, files, assetUrl, report, cache, depth) {
  let css = '';
  walk(tree, {
    visit: 'Atrule',
    enter(node, item, list) {
      if (node.name !== 'import' || !node.prelude || !list) return;
      list.remove(item);
      const target = importTarget(node);
      if (!target || /^(https?:)?\/\//.test(target)) return;
      const found = resolve(path, target, files);
      if (files.has(found) && !/\.(less|scss)$/.test(found)) {
        css += convert(found, files, assetUrl, report, cache, depth + 1);
      } else if (files.has(found)) {
        report(path, 0, `@import "${target}": LESS and SCSS sources are not supported yet; build the project first`);
      } else {
        report(path, 0, `@import "${target}": there is no such file`);
      }
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
  if (/\.(wxss|css|less|scss)$/.test(path)) return path;
  return ['.wxss', '.scss', '.less'].map((suffix) => path + suffix).find((name) => files.has(name)) || path + '.wxss';
}

function rewrite(tree, path, assetUrl) {
  walk(tree, {
    enter(node, item, list) {
      if (node.type === 'Dimension') convertUnit(node);
      else if (node.type === 'Raw') node.value = node.value.replace(RPX, (all, value) => `${value / 7.5}vw`);
      else if (node.type === 'Url') node.value = absolute(path, node.value, assetUrl);
      else if (node.type === 'TypeSelector') node.name = typeName(node.name);
      else if (node.type === 'ClassSelector') node.name = SCOPE + node.name;
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
  if (name === '*' || name.includes('|')) return name;
  if (name === 'page') return 'wx-page-root';
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
