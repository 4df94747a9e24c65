// wx.navigateTo and its family: which page may be reached how. The change itself comes after the code
// that asked for it, as on a device.
import { resolvePage } from './shared/pages.js';
import { expect } from './shared/parameters.js';

const KINDS = ['navigateTo', 'redirectTo', 'switchTab', 'reLaunch'];

export default (host) => {
  const later = () => new Promise((resolve) => host.clock.setTimeout(resolve, 0));
  const target = (type, url) => {
    const { path, query } = resolvePage(url, host.router.path());
    const isTab = host.tabbar.indexOf(path) >= 0;
    if (!host.isPage(path)) throw new host.ApiError(`page "${path}${query ? `?${query}` : ''}" is not found`);
    if (isTab && (type === 'navigateTo' || type === 'redirectTo')) {
      throw new host.ApiError(`can not ${type} a tabbar page`);
    }
    if (!isTab && type === 'switchTab') throw new host.ApiError('can not switch to no-tabBar page');
    return { path, query: type === 'switchTab' ? '' : query };
  };
  const go = async (type, options) => {
    expect(host, options, { url: 'String' });
    const { path, query } = target(type, options.url);
    await later();
    return host.router[type](path, query, { events: options.events ?? {} });
  };
  const back = async ({ delta = 1 }) => {
    await later();
    return host.router.navigateBack(delta);
  };
  // For the navigator component, which knows addresses, too.
  host.router.go = (type, url, options) => go(type, { ...options, url });
  host.router.back = (delta) => back({ delta });

  const table = { navigateBack: { run: back } };
  for (const type of KINDS) table[type] = { run: (options) => go(type, options) };
  return table;
};
