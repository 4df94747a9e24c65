// wx.navigateTo and its family. The router knows addresses and limits; the change itself comes after the
// code that asked for it, as on a device.
import { expect } from './shared/parameters.js';

export default (host) => {
  const later = () => new Promise((resolve) => host.clock.setTimeout(resolve, 0));
  const go = (type) => async (options) => {
    expect(host, options, { url: 'String' });
    const { path, query } = host.router.target(options.url);
    await later();
    return host.router.go(type, `/${path}${query ? `?${query}` : ''}`, { events: options.events ?? {} });
  };
  const back = async ({ delta = 1 }) => {
    await later();
    return host.router.back(delta);
  };
  return {
    navigateTo: { run: go('navigateTo') },
    redirectTo: { run: go('redirectTo') },
    reLaunch: { run: go('reLaunch') },
    switchTab: { run: go('switchTab') },
    navigateBack: { run: back },
  };
};
