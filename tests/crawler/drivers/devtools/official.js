// The official client does, one after the other, what our driver does: `node official.js ADDRESS`.
const automator = require(process.env.AUTOMATOR);

(async () => {
  const client = await automator.connect({ wsEndpoint: process.argv[2] });
  const page = await client.currentPage();
  await client.pageStack();
  await client.callWxMethod('clearStorageSync');
  await client.callWxMethod('reLaunch', { url: '/pages/home/home' });
  await client.mockWxMethod('getLocation', function (options) { return options; }, ['latitude', 1.5]);
  await client.restoreWxMethod('getLocation');
  await client.evaluate((a, b) => a * b, 6, 7);
  await client.exposeFunction('fixtureBind', () => {});
  await client.screenshot();
  const element = (await page.$$('view.row'))[0];
  await element.$$('text');
  await element.offset();
  await element.text();
  await element.attribute('class');
  await element.style('color');
  await element.tap();
  await page.data('a.b');
  await page.data();
  await page.callMethod('sum', 2, 5);
  await client.native().authorizeAllow();
  await client.native().authorizeCancel();
  await client.native().confirmModal();
  await client.native().cancelModal();
  await client.native().navigateLeft();
  await client.native().switchTab({ url: '/pages/mine/mine' });
  client.disconnect();
})();
