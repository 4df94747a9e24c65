// What wxs has and JavaScript has not: file names with their suffix, constructors that are names, and backslashes that
// stay. Sources: the platform's wxs reference, "constructor" of every type is a string ("Array", "Number" ...); published
// kits write getRegExp('^\d+$'), which on devices is a pattern of digits.

const MEMBER = /("(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|\/\/[^\n]*|\/\*[\s\S]*?\*\/)|\.\s*constructor\b/g;
// A backslash before what is no escape of JavaScript.
const STRAY = /\\(?:([^nrtvfbux0-7'"\\\r\n])|[^])/g;

export function wxs(text) {
  return withoutSuffix(text).replace(MEMBER, (all, other) => (other === undefined ? '[hostKind]' : literal(other)));
}

const literal = (text) => (/^["']/.test(text) ? text.replace(STRAY, (all, kept) => (kept ? '\\' + all : all)) : text);

// The wxs within a template.
export function inlineWxs(text) {
  return text.replace(/(<wxs\b(?:[^>]*[^>/])?>)([\s\S]*?)(<\/wxs\s*>)/g, (all, open, body, close) => open + wxs(body) + close);
}

function withoutSuffix(text) {
  return text.replace(/(require\s*\(\s*['"][^'"]+)\.wxs(['"]\s*\))/g, '$1$2');
}
