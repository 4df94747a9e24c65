// What the platform draws around a page: status bar, navigation bar, tab bar.
import { real } from '../primordials.js';

export const STATUS = 20;
export const BAR = 44;
export const TABS = 50;

export function make(tag, attributes, text) {
  const element = real.createElement(tag);
  for (const name of real.keys(attributes || {})) real.setAttribute(element, name, attributes[name]);
  if (text !== undefined) real.setText(element, text);
  return element;
}

/** Colours and texts of the navigation bar, from app.json's window and the page's own. */
export function windowOf(app, config) {
  const base = app.window && typeof app.window === 'object' ? app.window : {};
  const own = { ...base, ...config, ...(config.window && typeof config.window === 'object' ? config.window : {}) };
  return {
    custom: own.navigationStyle === 'custom',
    title: real.String(own.navigationBarTitleText ?? ''),
    background: colour(own.navigationBarBackgroundColor, '#000000'),
    front: own.navigationBarTextStyle === 'black' ? '#000000' : '#ffffff',
    page: colour(own.backgroundColor, '#ffffff'),
    pulldown: own.enablePullDownRefresh === true,
    reach: Number(own.onReachBottomDistance) || 50,
    home: own.homeButton !== false,
    disableScroll: own.disableScroll === true,
  };
}

function colour(value, fallback) {
  return typeof value === 'string' && /^#[0-9a-f]{3,8}$|^[a-z]+$/i.test(value.trim()) ? value.trim() : fallback;
}

export function createNavbar(look, actions) {
  const bar = make('div', { class: 'mi-navbar', 'data-mi-part': 'navbar' });
  const title = make('div', { class: 'mi-title' });
  const back = make('div', { class: 'mi-back', 'data-mi-part': 'back', role: 'button', 'aria-label': '返回' });
  const homeButton = make('div', { class: 'mi-home', 'data-mi-part': 'home', role: 'button', 'aria-label': '首页' });
  const loading = make('div', { class: 'mi-nav-loading' });
  for (const part of [back, homeButton, loading, title]) real.appendChild(bar, part);
  real.addEventListener(back, 'click', (event) => { if (real.isTrusted(event)) actions.back(); });
  real.addEventListener(homeButton, 'click', (event) => { if (real.isTrusted(event)) actions.home(); });
  const update = () => {
    bar.style.background = look.background;
    bar.style.color = look.front;
    real.setText(title, look.title);
    back.style.display = look.canBack ? 'block' : 'none';
    homeButton.style.display = look.canHome ? 'block' : 'none';
    loading.style.display = look.loading ? 'block' : 'none';
  };
  update();
  return { element: bar, update };
}

export function createTabbar(app, project, actions) {
  const config = app.tabBar && typeof app.tabBar === 'object' ? app.tabBar : null;
  const list = config && real.isArray(config.list) ? config.list.filter((item) => item && item.pagePath) : [];
  const items = list.map((item) => ({
    path: real.String(item.pagePath).replace(/^\/+/, '').replace(/\.html$/, ''),
    text: real.String(item.text ?? ''),
    icon: item.iconPath || '',
    selectedIcon: item.selectedIconPath || item.iconPath || '',
    badge: '',
    dot: false,
  }));
  const look = {
    color: (config && config.color) || '#7a7e83',
    selectedColor: (config && config.selectedColor) || '#3cc51f',
    background: (config && config.backgroundColor) || '#ffffff',
    border: config && config.borderStyle === 'white' ? '#eeeeee' : '#d8d8d8',
    top: Boolean(config && config.position === 'top'),
    hidden: false,
  };
  const bar = make('div', { class: 'mi-tabbar', 'data-mi-part': 'tabbar' });
  const parts = items.map((item, index) => {
    const cell = make('div', { class: 'mi-tab', 'data-mi-part': 'tabbar', role: 'tab' });
    const icon = make('img', { class: 'mi-tab-icon', alt: '' });
    const text = make('div', { class: 'mi-tab-text' });
    const badge = make('div', { class: 'mi-tab-badge' });
    for (const part of [icon, text, badge]) real.appendChild(cell, part);
    real.addEventListener(cell, 'click', (event) => { if (real.isTrusted(event)) actions.select(index); });
    real.appendChild(bar, cell);
    return { cell, icon, text, badge };
  });
  const exists = items.length > 1 && !(config && config.custom);
  const tabbar = {
    items,
    look,
    exists,
    custom: Boolean(config && config.custom),
    element: bar,
    indexOf: (path) => items.findIndex((item) => item.path === path),
    shownFor: (path) => exists && !look.hidden && items.some((item) => item.path === path),
    update(path) {
      bar.style.display = tabbar.shownFor(path) ? 'flex' : 'none';
      bar.style.background = look.background;
      bar.style.borderTop = `1px solid ${look.border}`;
      items.forEach((item, index) => {
        const selected = item.path === path;
        const part = parts[index];
        const icon = selected ? item.selectedIcon : item.icon;
        part.icon.style.display = icon ? 'block' : 'none';
        if (icon) real.setAttribute(part.icon, 'src', /^https?:/.test(icon) ? icon : project.url(icon));
        real.setText(part.text, item.text);
        part.cell.style.color = selected ? look.selectedColor : look.color;
        real.setAttribute(part.cell, 'aria-selected', selected ? 'true' : 'false');
        real.setText(part.badge, item.badge);
        part.badge.className = 'mi-tab-badge' + (item.badge ? ' on' : item.dot ? ' dot' : '');
      });
    },
  };
  return tabbar;
}
