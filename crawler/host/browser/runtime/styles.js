// Style sheets in the document: the app's, one per page (on only while its page is on top), one per component.
import { real } from '../primordials.js';

export function createStyles(program) {
  const pages = new real.Map();
  let scopes = 0;

  const put = (css) => {
    const element = real.createElement('style');
    real.setText(element, css);
    real.appendChild(real.document.head, element);
    return element;
  };
  const text = (path, prefix) => {
    const css = program.styles[path] || '';
    return css.replaceAll('__SCOPE__', prefix ? prefix + '--' : '').replaceAll('__HOST__', CSS.escape(path));
  };

  return {
    app() {
      put(text('app', ''));
    },
    nextScope() {
      scopes += 1;
      return 'c' + scopes;
    },
    component(path, prefix) {
      if (program.styles[path]) put(text(path, prefix));
    },
    page(path) {
      if (pages.has(path) || !program.styles[path]) return;
      const element = put(text(path, ''));
      element.disabled = true;
      pages.set(path, element);
    },
    show(path) {
      for (const [known, element] of pages) element.disabled = known !== path;
    },
  };
}
