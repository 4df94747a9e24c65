// The compiling page: turns a project's sources into what the program's page can run. It never runs the project.
import { preprocessor } from './preprocess.js';
import { scripts } from './scripts.js';
import { styles } from './styles.js';
import { templates, Unfit } from './templates.js';

const TELL_MS = 1000;

/** ``appStyles`` are sheets that stand before the app's own. While it works, ``compiling`` is the source worked on and
 * ``stillCompiling`` is called now and then: a source that never ends is found by its silence. */
globalThis.compileProject = async (url, urlOfAsset, appStyles) => {
  const files = new Map(Object.entries(await (await fetch(url)).json()));
  let told = performance.now();
  const progress = (path) => {
    globalThis.compiling = path;
    if (performance.now() - told < TELL_MS) return;
    told = performance.now();
    globalThis.stillCompiling?.('');
  };
  const problems = [];
  const report = (file, line, message, mild) => problems.push({ file, line, message, mild: mild === true });
  const textOf = await preprocessor(files, report, progress);
  const context = { files, textOf, assetUrl: (path) => urlOfAsset + path, report, progress };
  try {
    return {
      scripts: await scripts(files, report, progress),
      styles: styles(context, appStyles),
      templates: templates(files, report, progress),
      problems,
    };
  } catch (error) {
    if (error instanceof Unfit) return { unfit: { file: error.path, message: error.message } };
    throw error;
  }
};
