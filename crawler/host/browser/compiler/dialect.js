// What wxs has and JavaScript has not: file names with their suffix, and constructors that are names.
// Source: the platform's wxs reference, "constructor" of every type is a string ("Array", "Number" ...).

const MEMBER = /("(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|\/\/[^\n]*|\/\*[\s\S]*?\*\/)|\.\s*constructor\b/g;

export function wxs(text) {
  return withoutSuffix(text).replace(MEMBER, (all, other) => other ?? '[hostKind]');
}

// The wxs within a template.
export function inlineWxs(text) {
  return text.replace(/(<wxs\b(?:[^>]*[^>/])?>)([\s\S]*?)(<\/wxs\s*>)/g, (all, open, body, close) => open + wxs(body) + close);
}

function withoutSuffix(text) {
  return text.replace(/(require\s*\(\s*['"][^'"]+)\.wxs(['"]\s*\))/g, '$1$2');
}
