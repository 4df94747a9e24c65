const { run } = require('./common');

run((client, page) => {
  const exceptions = [];
  const lines = [];
  client.on('exception', (told) => exceptions.push(told));
  client.on('console', (told) => lines.push(told));
  return {
    tap: async () => {
      await (await page.$('.hit')).tap();
      return [await page.data('taps'), await page.data('last')];
    },
    console: async () => [...lines],
    covered: async () => {
      await (await page.$('.covered')).tap();
      return page.data('last');
    },
    longpress: async () => {
      const before = await page.data('taps');
      await (await page.$('.hit')).longpress();
      return [await page.data('long'), (await page.data('taps')) - before];
    },
    touches: async () => {
      const button = await page.$('.hit');
      const before = await page.data('taps');
      await button.touchstart();
      await button.touchend();
      return (await page.data('taps')) - before;
    },
    input: async () => {
      const field = await page.$('.in');
      await field.input('小明');
      return [await page.data('typed'), await field.value(), await field.property('maxlength')];
    },
    switch: async () => {
      await (await page.$('.sw')).tap();
      return page.data('on');
    },
    slider: async () => {
      await (await page.$('.sl')).slideTo(60);
      return page.data('slide');
    },
    swiper: async () => {
      await (await page.$('.swp')).swipeTo(1);
      return page.data('slideNo');
    },
    scroll: async () => {
      const view = await page.$('.sv');
      await view.scrollTo(0, 50);
      return [await view.property('scrollTop'), await view.scrollHeight()];
    },
    movable: async () => {
      const view = await page.$('.mv');
      await view.moveTo(30, 20);
      return [await view.property('x'), await view.property('y')];
    },
    video: async () => (await page.$('.vid')).callContextMethod('pause'),
    trigger: async () => {
      await (await page.$('.card')).trigger('customping', { word: 'hi' });
      return page.data('ping');
    },
    exception: async () => {
      await (await page.$('.throws')).tap();
      return exceptions.map(({ message, stack }) => [message, stack.includes('pages/home/home.js')]);
    },
    picture: async () => (await client.screenshot()).slice(0, 8),
  };
});
