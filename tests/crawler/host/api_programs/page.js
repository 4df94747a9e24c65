Page({
  async onReady() {
    await probe('relative', () => new Promise((opened) => wx.navigateTo({ url: '../b/b?x=%201', events: { opened } })));
    out.stack = getCurrentPages().map((page) => page.route);
    await probe('back', () => wx.navigateBack());
    await probe('first', () => wx.navigateBack());
    await probe('tab', () => wx.navigateTo({ url: '/pages/tab/tab' }));
    await probe('noTab', () => wx.switchTab({ url: '/pages/b/b' }));
    await probe('unknown', () => wx.redirectTo({ url: '/pages/none/none' }));
    await probe('noUrl', () => wx.navigateTo({}));
    await probe('badge', () => wx.setTabBarBadge({ index: 5, text: '1' }));
    await probe('title', () => wx.setNavigationBarTitle({ title: 'New' }));
    await probe(
      'query',
      () =>
        new Promise((answer) =>
          wx
            .createSelectorQuery()
            .in(this)
            .select('#box')
            .fields({ id: true, dataset: true, size: true, rect: true, computedStyle: ['color'] })
            .selectAll('.none')
            .boundingClientRect()
            .select('#none')
            .boundingClientRect()
            .selectViewport()
            .scrollOffset()
            .exec(answer),
        ),
    );
    await probe(
      'own',
      () => new Promise((answer) => this.createSelectorQuery().select('.box').boundingClientRect(answer).exec()),
    );
    await probe(
      'seen',
      () => new Promise((answer) => this.createIntersectionObserver().relativeToViewport().observe('#box', answer)),
    );
    await probe('scrolled', async () => {
      await wx.pageScrollTo({ selector: '#low', duration: 0 });
      return new Promise((answer) => wx.createSelectorQuery().select('#low').boundingClientRect(answer).exec());
    });
    await probe('drawn', async () => {
      const old = wx.createCanvasContext('old');
      old.setFillStyle('#ff0000');
      old.fillRect(0, 0, 100, 50);
      await new Promise((drawn) => old.draw(false, drawn));
      const { data } = await wx.canvasGetImageData({ canvasId: 'old', x: 5, y: 5, width: 1, height: 1 });
      const { tempFilePath } = await wx.canvasToTempFilePath({ canvasId: 'old', destWidth: 10, destHeight: 20 });
      const { width, height, type } = await wx.getImageInfo({ src: tempFilePath });
      return [[...data], width, height, type];
    });
    await probe('drawnFirst', async () => {
      const context = wx.createContext();
      context.setFillStyle('#00ff00');
      context.fillRect(0, 0, 50, 50);
      await wx.drawCanvas({ canvasId: 'old', actions: context.getActions() });
      return [...(await wx.canvasGetImageData({ canvasId: 'old', x: 5, y: 5, width: 1, height: 1 })).data];
    });
    await probe(
      'node',
      () =>
        new Promise((answer) =>
          wx
            .createSelectorQuery()
            .select('#two')
            .node(({ node }) => {
              node.getContext('2d').fillRect(0, 0, 1, 1);
              answer([node.width > 0, typeof node.createImage, typeof node.requestAnimationFrame]);
            })
            .exec(),
        ),
    );
    await probe(
      'tags',
      () =>
        new Promise((answer) =>
          wx
            .createSelectorQuery()
            .selectAll('canvas')
            .fields({ id: true })
            .select('page')
            .boundingClientRect()
            .exec(answer),
        ),
    );
    wx.getSystemInfo({ success: (info) => (out.atOnce = info.windowWidth) });
    out.atOnce = [out.atOnce];
    const animation = wx.createAnimation({ duration: 100 });
    animation.translateX(10).opacity(0.5).step();
    out.animation = animation.export().actions[0];
    const system = wx.getSystemInfoSync();
    out.system = [system.SDKVersion, system.platform, system.windowHeight, system.statusBarHeight, system.screenHeight];
    out.menu = wx.getMenuButtonBoundingClientRect();
    out.can = [
      'request',
      'getSystemInfoSync.return.safeArea',
      'createUDPSocket',
      'nothing',
      'button.open-type.getPhoneNumber',
      'button.open-type.nothing',
      'getPrivacySetting',
    ].map((name) => wx.canIUse(name));
    await probe('unsupported', () => wx.authorizeForMiniProgram({}));
    out.absent = typeof wx.noSuchThing;
    out.privacy = [
      'getPrivacySetting',
      'onNeedPrivacyAuthorization',
      'requirePrivacyAuthorize',
      'openPrivacyContract',
    ].map((name) => typeof wx[name]);
    await probe('toast', () => wx.showToast({}));
    await probe('long', () => wx.showModal({ confirmText: '一二三四五' }));
    await probe('modal', () => wx.showModal({ title: 'T', content: 'C', confirmText: 'Yes' }));
    await probe('sheet', () => wx.showActionSheet({ itemList: ['one', 'two'] }));
    await probe('cancelled', () => wx.showActionSheet({ itemList: ['three'] }));
    done();
  },
});
