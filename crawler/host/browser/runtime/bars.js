// What a program may change of the drawn bars: titles, colours, badges.
import { real } from '../primordials.js';

export function createBars(host) {
  const navigation = (change) => {
    const entry = host.router.current();
    if (!entry || !entry.look) return;
    const { look } = entry;
    if (change.title !== undefined) look.title = real.String(change.title);
    if (change.frontColor !== undefined) look.front = change.frontColor;
    if (change.backgroundColor !== undefined) look.background = change.backgroundColor;
    if (change.loading !== undefined) look.loading = change.loading;
    if (change.home === false) look.canHome = false;
    host.chrome.update(entry);
  };

  const tab = (change) => {
    const { items, look } = host.tabbar;
    if (change.visible !== undefined) look.hidden = !change.visible;
    for (const [from, to] of [['color', 'color'], ['selectedColor', 'selectedColor'], ['backgroundColor', 'background']]) {
      if (typeof change[from] === 'string') look[to] = change[from];
    }
    const item = items[change.index];
    if (item) {
      if (change.text !== undefined) item.text = real.String(change.text);
      if (change.iconPath !== undefined) item.icon = change.iconPath;
      if (change.selectedIconPath !== undefined) item.selectedIcon = change.selectedIconPath;
      if (change.badge !== undefined) item.badge = real.slice(change.badge, 0, 4);
      if (change.dot !== undefined) item.dot = change.dot;
    }
    const entry = host.router.current();
    if (entry && entry.look) host.chrome.update(entry);
    else host.tabbar.update(host.router.path());
  };

  return { navigation, tab };
}
