// Writes config/interfaces.tsv from the public API definitions:
//   cd scripts/interfaces && npm ci --ignore-scripts && node generate.mjs DATE
// One line for each member of `wx` and of every object that it hands out.
import { readFileSync, writeFileSync } from 'node:fs';
import ts from 'typescript';

const PACKAGE = new URL('node_modules/miniprogram-api-typings/', import.meta.url);
const OUT = new URL('../../config/interfaces.tsv', import.meta.url);
const SINCE = /需要基础库：\s*`?([\d.]+)/;
const CALLBACKS = ['success', 'fail', 'complete'];

const { version } = JSON.parse(readFileSync(new URL('package.json', PACKAGE), 'utf8'));
const entry = new URL('types/index.d.ts', PACKAGE).pathname;
const program = ts.createProgram([entry], { lib: ['lib.es2020.d.ts'], strict: true });
const checker = program.getTypeChecker();

const ambient = checker.getAmbientModules();
const globals = checker.getSymbolsInScope(program.getSourceFile(entry), ts.SymbolFlags.Namespace);
const namespace = globals.find((symbol) => symbol.name === 'WechatMiniprogram');
if (namespace === undefined || ambient === undefined) throw new Error('no namespace WechatMiniprogram');
const root = checker.getExportsOfModule(namespace).find((symbol) => symbol.name === 'Wx');

const textOf = (symbol) => ts.displayPartsToString(symbol.getDocumentationComment(checker));
const since = (symbol) => SINCE.exec(textOf(symbol).split('在插件中使用')[0].slice(0, 400))?.[1] ?? '';
const typeOf = (symbol) => checker.getNonNullableType(checker.getTypeOfSymbol(symbol));
const plain = (type) => checker.getNonNullableType(checker.getBaseConstraintOfType(type) ?? type);
const isOurs = (symbol) =>
  symbol?.declarations?.some((one) => one.getSourceFile().fileName.includes('miniprogram-api-typings'));
const isData = (symbol) => symbol.flags & ts.SymbolFlags.Property && typeOf(symbol).getCallSignatures().length === 0;

/** Fields of a record, `name@since`, and one level below: fields of a field, or the texts it may be. */
function fields(type, depth = 0) {
  const record = plain(type);
  if (record.isUnion() || !isOurs(record.symbol) || record.symbol.name === 'IAnyObject') return [];
  const found = [];
  for (const symbol of record.getProperties()) {
    if (CALLBACKS.includes(symbol.name) || !/^\w+$/.test(symbol.name)) continue;
    const optional = symbol.flags & ts.SymbolFlags.Optional ? '?' : '';
    const first = since(symbol);
    found.push(`${symbol.name}${optional}${first ? `@${first}` : ''}`);
    if (depth > 0) continue;
    const type = typeOf(symbol);
    const literals = (type.isUnion() ? type.types : [type]).filter((one) => one.isStringLiteral());
    const inner = literals.length
      ? literals.map(({ value }) => value).filter((value) => /^[\w-]+$/.test(value))
      : fields(type, 1);
    found.push(...inner.map((one) => `${symbol.name}.${one}`));
  }
  return found;
}

/** What a function promises its callback. */
function callbackFields(type) {
  const [signature] = type.getCallSignatures();
  const [parameter] = signature?.getParameters() ?? [];
  return parameter ? fields(checker.getTypeOfSymbol(parameter)) : [];
}

function describe(name, type) {
  const signatures = type.getCallSignatures();
  if (signatures.length === 0) return { kind: 'value', object: [], result: [] };
  const [signature] = signatures;
  const parameters = signature.getParameters().map((one) => plain(checker.getTypeOfSymbol(one)));
  const [first] = parameters;
  if (/^(on|off)[A-Z]/.test(name)) {
    return { kind: name.startsWith('on') ? 'on' : 'off', object: [], result: first ? callbackFields(first) : [] };
  }
  const success = first?.getProperty?.('success');
  if (success) return { kind: 'async', object: fields(first), result: callbackFields(typeOf(success)) };
  const record = first && !first.isUnion() && first.getCallSignatures().length === 0 ? fields(first) : [];
  return { kind: 'sync', object: record, result: fields(signature.getReturnType()) };
}

/** Interfaces of objects with methods that a function returns or a member holds. */
function handedOut(type) {
  const [signature] = type.getCallSignatures();
  const given = checker.getNonNullableType(signature ? signature.getReturnType() : type);
  const parts = given.isUnion() ? given.types : [given];
  return parts.filter(
    (one) =>
      isOurs(one.symbol) &&
      !/^I?Any|Record$/.test(one.symbol.name) &&
      one.getProperties().some((member) => !isData(member)),
  );
}

const rows = [];
const seen = new Set(['Wx']);
const queue = [['wx', checker.getDeclaredTypeOfSymbol(root)]];
while (queue.length > 0) {
  const [owner, type] = queue.shift();
  for (const symbol of type.getProperties()) {
    if (!isOurs(symbol) || !/^\w+$/.test(symbol.name)) continue;
    const member = typeOf(symbol);
    const { kind, object, result } = describe(symbol.name, member);
    const deprecated = symbol.getJsDocTags(checker).some((tag) => tag.name === 'deprecated') ? 'deprecated' : '';
    rows.push([`${owner}.${symbol.name}`, kind, since(symbol), deprecated, object.join(' '), result.join(' ')]);
    for (const next of handedOut(member)) {
      const name = owner === 'wx' && symbol.name === 'cloud' ? 'wx.cloud' : next.symbol.name;
      // What XR-Frame hands out is a world of its own, and none of it runs here.
      if (/^(__|E[A-Z]|default$)/.test(name) || owner === 'IXrFrameSystem' || seen.has(name)) continue;
      seen.add(name);
      queue.push([name, next]);
    }
  }
}

const date = process.argv[2] ?? new Date().toISOString().slice(0, 10);
const head = [
  `# Members of wx and of the objects it hands out. As of ${date}. Source: npm miniprogram-api-typings ${version} (MIT), by scripts/interfaces/generate.mjs.`,
  '# kind: async (options with callbacks), sync, on, off, value. object: fields of the options; result: of what success gets, of what is returned, or of what a listener gets.',
  '# A field is name, ? when it may be absent, @ and the base library that brought it; below a dot its own fields or values.',
  'interface\tkind\tsince\tstate\tobject\tresult',
];
writeFileSync(OUT, `${[...head, ...rows.map((row) => row.join('\t'))].join('\n')}\n`);
process.stderr.write(`${rows.length} members of ${seen.size} objects\n`);
