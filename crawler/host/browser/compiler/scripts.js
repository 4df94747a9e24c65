// ES modules and TypeScript to CommonJS; every line keeps its number, so that stacks name the project's lines.
const MAYBE_MODULE = /(^|[\s;}*/])(import|export)[\s{*"'(]/;
// Of sixty modules, and many programs need none of them: loaded with the first script that may.
let transform = null;
let parse = null;
let tt = null;
let opening = null;
let closing = null;

async function load() {
  [{ transform }, { parse }, { TokenType: tt }] = await Promise.all([import('sucrase'), import('sucrase/parser'), import('sucrase/tokens')]);
  opening = new Set([tt.braceL, tt.parenL, tt.bracketL, tt.dollarBraceL, tt.braceBarL]);
  closing = new Set([tt.braceR, tt.parenR, tt.bracketR, tt.braceBarR]);
}

export async function scripts(files, report, progress) {
  const out = {};
  for (const [path, text] of files) {
    if (transform === null && (/\.ts$/.test(path) || (path.endsWith('.js') && MAYBE_MODULE.test(text)))) await load();
  }
  for (const [path, text] of files) {
    const typed = path.endsWith('.ts') && !path.endsWith('.d.ts');
    if (!typed && !path.endsWith('.js')) continue;
    const target = typed ? path.slice(0, -3) + '.js' : path;
    if (typed && files.has(target)) continue;
    progress(path);
    out[target] = { code: convert(path, text, typed, report), source: path };
  }
  return out;
}

function convert(path, text, typed, report) {
  const code = text.startsWith('#!') ? '//' + text : text;
  if (!typed && !MAYBE_MODULE.test(code)) return code;
  try {
    const { tokens } = parse(code, false, typed, false);
    const imports = topLevel(code, tokens);
    if (!typed && !imports.isModule) return code;
    return transform(hoist(code, imports.statements), {
      transforms: typed ? ['typescript', 'imports'] : ['imports'],
      preserveDynamicImport: true,
      disableESTransforms: true,
      production: true,
    }).code;
  } catch (error) {
    const place = /\((\d+):/.exec(error.message);
    report(path, place ? Number(place[1]) : 0, `syntax error: ${error.message}`);
    return code;
  }
}

function topLevel(code, tokens) {
  const statements = [];
  let isModule = false;
  let depth = 0;
  for (let i = 0; i < tokens.length; i += 1) {
    const token = tokens[i];
    if (opening.has(token.type)) depth += 1;
    else if (closing.has(token.type)) depth -= 1;
    else if (depth === 0 && token.type === tt._export) isModule = true;
    else if (depth === 0 && token.type === tt._import && isStatement(code, tokens, i)) {
      isModule = true;
      if (isAssignment(tokens, i)) continue;
      let end = i;
      while (end < tokens.length - 1 && tokens[end].type !== tt.string) end += 1;
      if (tokens[end + 1] && tokens[end + 1].type === tt.semi) end += 1;
      statements.push([token.start, tokens[end].end]);
      i = end;
    }
  }
  return { isModule, statements };
}

function isStatement(code, tokens, i) {
  const next = tokens[i + 1];
  return next !== undefined && next.type !== tt.parenL && next.type !== tt.dot;
}

// TypeScript's `import x = require('y')`.
function isAssignment(tokens, i) {
  return tokens[i + 1].type === tt.name && tokens[i + 2]?.type === tt.eq;
}

// Imports run before the module's other code wherever they stand: they move to the first line, lines stay.
function hoist(code, statements) {
  let rest = '';
  let head = '';
  let at = 0;
  for (const [start, end] of statements) {
    const text = code.slice(start, end);
    head += text.replace(/\/\/[^\n]*/g, '').replace(/\s*\n\s*/g, ' ').replace(/;?$/, ';');
    rest += code.slice(at, start) + text.replace(/[^\n]/g, '');
    at = end;
  }
  return head + rest + code.slice(at);
}
