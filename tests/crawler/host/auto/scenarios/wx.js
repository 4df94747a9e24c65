const { run } = require('./common');

run((client, page) => ({
  storage: async () => {
    await client.callWxMethod('setStorageSync', 'k', { a: [1, '二'] });
    return [await client.callWxMethod('getStorage', { key: 'k' }), await client.callWxMethod('getStorageSync', 'k')];
  },
  failing: async () => client.callWxMethod('getStorage', { key: 'none' }),
  missing: async () => client.callWxMethod('missing'),
  mockedSync: async () => {
    await client.mockWxMethod('getSystemInfoSync', { platform: 'mocked' });
    const mocked = (await client.systemInfo()).platform;
    await client.restoreWxMethod('getSystemInfoSync');
    return [mocked, (await client.systemInfo()).platform];
  },
  mockedByFunction: async () => {
    await client.mockWxMethod('getStorageSync', function mock(key, prefix) { return prefix + this.origin(key).a[0]; }, 'first: ');
    const mocked = await client.callWxMethod('getStorageSync', 'k');
    await client.restoreWxMethod('getStorageSync');
    return mocked;
  },
  mockedRequest: async () => {
    await client.mockWxMethod('request', { statusCode: 200, data: 'mocked' });
    const data = await client.evaluate(() => new Promise((resolve) => {
      const task = wx.request({ url: 'https://none.invalid', success: (answer) => resolve([answer.data, typeof task.abort]) });
    }));
    await client.restoreWxMethod('request');
    return data;
  },
  mockedFailure: async () => {
    await client.mockWxMethod('login', { errMsg: 'login:fail by mock' });
    const told = await client.evaluate(() => wx.login().catch((error) => error.errMsg));
    await client.restoreWxMethod('login');
    return told;
  },
  evaluate: async () => client.evaluate((a, b) => a * b, 6, 7),
  program: async () => client.evaluate(() => [getApp().globalData.n, getCurrentPages().at(-1).route, __wxConfig.pages.length]),
  noBrowser: async () => client.evaluate(() => [typeof document, typeof window, typeof fetch]),
  throwing: async () => client.evaluate(() => { throw new Error('no'); }),
  rejecting: async () => client.evaluate(async () => { throw new Error('later no'); }),
  eval: async () => client.evaluate(() => { try { return (0, eval)('1 + 1'); } catch (error) { return error.name; } }),
  exposed: async () => {
    let told;
    const called = new Promise((resolve) => { told = resolve; });
    await client.exposeFunction('reports', (...args) => told(args));
    await client.evaluate(() => { reports(1, 'x', { a: [1] }); });
    return called;
  },
  modal: async () => {
    await (await page.$('.modal')).tap();
    return [await client.native().confirmModal(), await page.data('confirm')];
  },
  refused: async () => {
    await (await page.$('.asks')).tap();
    await client.native().authorizeCancel();
    return page.data('place');
  },
  cleared: async () => {
    await client.connection.send('Tool.clearAuth');
    await (await page.$('.asks')).tap();
    return [await client.native().authorizeAllow(), await page.data('place')];
  },
  noDialog: async () => client.native().confirmModal(),
  navigated: async () => {
    const opened = await client.navigateTo('/pages/mine/mine?a=1');
    return [opened.path, opened.query, await (await opened.$('.query')).text(), opened.id !== page.id];
  },
  scrolled: async () => {
    await client.pageScrollTo(300);
    return (await client.currentPage()).scrollTop();
  },
  below: async () => (await page.$('.hit')).tap(),
  back: async () => {
    await client.native().navigateLeft();
    return (await client.currentPage()) === page;
  },
  closed: async () => {
    await client.callWxMethod('reLaunch', { url: '/pages/mine/mine' });
    return page.data();
  },
}));
