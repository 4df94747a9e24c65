// The compiling page: turns a project's sources into what the program's page can run. It never runs the project.
import { scripts } from './scripts.js';
import { styles } from './styles.js';
import { templates } from './templates.js';

globalThis.compileProject = async (url, urlOfAsset) => {
  const files = new Map(Object.entries(await (await fetch(url)).json()));
  const problems = [];
  const report = (file, line, message) => problems.push({ file, line, message });
  return {
    scripts: scripts(files, report),
    styles: styles(files, (path) => urlOfAsset + path, report),
    templates: templates(files, report),
    problems,
  };
};
