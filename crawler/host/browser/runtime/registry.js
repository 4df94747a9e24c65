// Page(), Component(), Behavior(), App(): what a file registers while it is being loaded.
import { real } from '../primordials.js';
import { FORM_FIELD_BUTTON, FORM_FIELD_GROUP } from '../components/shared/fields.js';
import { normalise } from './definitions.js';

const SHARED = new real.Set(['shared', 'page-shared', 'isolated', 'apply-shared', 'page-isolated', 'page-apply-shared']);

const EMPTY = '__empty';

export function createRegistry({ framework, program, modules, styles, host }) {
  const { space, glassEasel } = framework;
  const loaded = new real.Set();
  const registered = new real.Set();
  const bound = new real.Map();
  const noted = new real.Set();
  const groups = host.templateGroups;
  let current = '';
  let appDefinition = null;

  const named = new real.Map();
  const behaviorOf = (name) => {
    if (named.has(name)) return named.get(name);
    const made = name.startsWith('wx://') ? space.behavior().definition(builtinBehavior(name)).register() : null;
    named.set(name, made);
    return made;
  };
  const note = (name) => {
    if (noted.has(name)) return;
    noted.add(name);
    host.send({ t: 'unsupported', name: 'behavior ' + name });
  };

  const overall = space.getComponentSpace().defineBehavior({
    lifetimes: {
      created() {
        const component = this._$ || this;
        if (component.$$) real.setAttribute(component.$$, 'data-mi-is', component.is);
        // A program that copies an instance (setData of a page) must not copy the framework with it.
        if (this._$) real.defineProperty(this, '_$', { value: component, enumerable: false, writable: true, configurable: true });
        // Kits choose their templates by it.
        real.defineProperty(this, 'renderer', { value: 'webview', enumerable: false, writable: true, configurable: true });
      },
      attached() {
        // Those of a new page wait for its first frame; those that data brings later, for the next one.
        if (!host.readyQueue.length) host.afterPaint(() => host.flushReady());
        host.readyQueue.push(this._$ || this);
      },
    },
  });
  space.setOverallBehavior(overall);

  const register = (path, kind, definition) => {
    if (!path || registered.has(path)) return;
    const options = definition.options && typeof definition.options === 'object' ? definition.options : {};
    prepare(path, options);
    const builder = space.component(path);
    try {
      if (kind === 'page') {
        const page = pageDefinition(definition);
        bound.set(path, functionsOf(page));
        builder.pageDefinition(page).register();
      } else builder.definition(normalise(definition, behaviorOf, note)).register();
      registered.add(path);
    } catch (error) {
      host.reportError(error, `${path}: registering`);
    }
  };

  const pageDefinition = (definition) => {
    const out = { ...definition };
    if (out.behaviors) out.behaviors = normalise({ behaviors: out.behaviors }, behaviorOf, note).behaviors;
    if (out.data === null || typeof out.data !== 'object') delete out.data;
    if (typeof out.options === 'function') delete out.options;
    return out;
  };

  const prepare = (path, options) => {
    const config = { ...(program.configs[path] || { usingComponents: {} }) };
    const isPage = host.isPage(path);
    const wanted = config.styleIsolation || options.styleIsolation || (config.options && config.options.styleIsolation);
    if (SHARED.has(wanted)) config.styleIsolation = wanted;
    else if (isPage) config.styleIsolation = 'shared';
    else delete config.styleIsolation;
    if (options.addGlobalClass && !config.styleIsolation) config.addGlobalClass = true;
    if (!isPage) config.component = true;
    if (config.componentGenerics) config.componentGenerics = defaulted(config.componentGenerics);
    const open = config.styleIsolation === 'shared' || config.styleIsolation === 'page-shared';
    const prefix = open ? '' : styles.nextScope();
    if (isPage && open) styles.page(path);
    else styles.component(path, prefix);
    if (prefix) space.addStyleSheet(path, undefined, prefix);
    space.addComponentStaticConfig(path, config);
    if (groups[path]) space.addCompiledTemplate(path, { groupList: groups, content: groups[path] });
  };

  // What the platform's loader leaves in the open; older builds of frameworks register their pages by it.
  const enter = (path) => {
    current = path;
    try {
      real.window.__wxRoute = path;
      real.window.__wxRouteBegin = path !== '';
      real.window.__wxAppCurrentFile__ = (path || 'app') + '.js';
    } catch {
      // The program has frozen them: it does without.
    }
  };

  /** Load a page or component and everything it uses, dependencies first. */
  const load = (path) => {
    if (loaded.has(path)) return;
    loaded.add(path);
    const config = program.configs[path];
    for (const target of Object.values(config ? config.usingComponents : {})) load(target.replace(/^\//, ''));
    for (const target of genericDefaults(config)) load(target.replace(/^\//, ''));
    const outer = current;
    enter(path);
    try {
      if (modules.has(path + '.js')) modules.load(path + '.js');
    } catch (error) {
      host.reportError(error, `${path}.js`);
    } finally {
      enter(outer);
    }
    if (!registered.has(path)) register(path, host.isPage(path) ? 'page' : 'component', {});
  };

  const globals = {
    __wxRoute: '',
    __wxRouteBegin: false,
    __wxAppCurrentFile__: 'app.js',
    App(definition) {
      appDefinition = definition && typeof definition === 'object' ? definition : {};
      host.startApp(appDefinition);
    },
    Page(definition) {
      register(current, 'page', definition && typeof definition === 'object' ? definition : {});
    },
    Component(definition) {
      if (definition === undefined) return space.component(current);
      register(current, 'component', definition && typeof definition === 'object' ? definition : {});
      return undefined;
    },
    Behavior(definition) {
      const clean = normalise(definition && typeof definition === 'object' ? definition : {}, behaviorOf, note);
      return space.behavior().definition(clean).register();
    },
  };
  globals.Behavior.trait = (...args) => space.traitBehavior(...args);

  // A generic component that its user leaves out, and that names none itself, shows nothing.
  const defaulted = (table) => {
    const out = {};
    for (const name of real.keys(table)) out[name] = table[name] && table[name].default ? table[name] : { default: '/' + empty() };
    return out;
  };

  /** The path of an empty component, for a page whose own cannot be made. */
  const empty = () => {
    if (!registered.has(EMPTY)) register(EMPTY, 'component', {});
    return EMPTY;
  };

  return { globals, load, empty, isRegistered: (path) => registered.has(path), boundOf: (path) => bound.get(path) || [], glassEasel };
}

/** Names of functions of a page; those with properties of their own are values to their program. */
function functionsOf(definition) {
  const plain = (value) => typeof value === 'function' && real.keys(value).length === 0;
  return real.keys(definition).filter((name) => plain(definition[name]));
}

function builtinBehavior(name) {
  if (name === 'wx://form-field') return { properties: { name: String, value: null } };
  if (name === 'wx://form-field-group') return FORM_FIELD_GROUP;
  if (name === 'wx://form-field-button') return FORM_FIELD_BUTTON;
  return {};
}

function genericDefaults(config) {
  const table = (config && config.componentGenerics) || {};
  const out = [];
  for (const name of real.keys(table)) if (table[name] && table[name].default) out.push(table[name].default);
  return out;
}
