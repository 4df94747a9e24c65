const { run } = require('./common');

run((client, page) => ({
  stack: async () => (await client.pageStack()).map(({ path }) => path),
  text: async () => (await page.$('.page-title')).text(),
  attributes: async () => {
    const title = await page.$('#t');
    return [title.tagName, await title.attribute('class'), await title.attribute('data-a'), await title.attribute('none')];
  },
  measures: async () => {
    const title = await page.$('#t');
    return [await title.style('display'), (await title.size()).width > 10, (await title.offset()).left];
  },
  wxml: async () => (await page.$('#t')).outerWxml(),
  inner: async () => (await page.$('#t')).wxml(),
  none: async () => page.$('.nope'),
  rows: async () => Promise.all((await page.$$('.row')).map((row) => row.text())),
  list: async () => (await page.$$('.page-title, .row')).length,
  nested: async () => (await (await page.$('.wrap')).$$('.row')).length,
  byAttribute: async () => (await page.$$('button[data-k="kk"]')).length,
  same: async () => (await page.$('.hit')) === (await page.$('button')),
  closed: async () => page.$('.inside'),
  pierced: async () => (await page.$('.card >>> .inside')).text(),
  slotted: async () => (await page.$('.slotted')).text(),
  xpath: async () => (await page.xpath('//my-card//view[@class="inside"]')).text(),
  xpathInBlocks: async () => Promise.all((await page.getElementsByXpath('/page/view/view[@class="row"]')).map((row) => row.text())),
  slots: async () => (await page.xpath('//my-card/view[@class="slotted"]')).text(),
  page: async () => (await (await page.$('page')).outerWxml()).match(/class="(row|top)"/g).length,
  xpaths: async () => (await page.getElementsByXpath('//button')).length,
  component: async () => {
    const card = await page.$('.card');
    return [card.constructor.name, card.tagName, await card.data('deep.a[1]'), await card.property('title'), await card.outerWxml()];
  },
  changed: async () => {
    const card = await page.$('.card');
    const returned = await card.callMethod('add', 4);
    await card.setData({ n: 9 });
    return [returned, await (await card.$('.inside')).text()];
  },
  withoutBox: async () => {
    const bare = await page.$('.bare');
    return [bare.tagName, await bare.data('mark'), await bare.callMethod('twice', 4), await (await bare.$('.naked')).text(), await bare.text(), (await bare.offset()).width];
  },
  noMethod: async () => (await page.$('.card')).callMethod('missing'),
  noProperty: async () => (await page.$('.in')).property('missing'),
  data: async () => page.data('nested.list[1].v'),
  set: async () => {
    await page.setData({ visible: true, 'nested.list[0].v': 9 });
    return [await (await page.$('.seen')).text(), await page.data('nested.list[0].v')];
  },
  method: async () => page.callMethod('sum', 2, 5),
  noPageMethod: async () => page.callMethod('missing'),
  size: async () => page.size(),
}));
