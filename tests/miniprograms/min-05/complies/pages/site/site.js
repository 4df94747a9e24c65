Page({
  data: { sites: ['松林区十二个，碎石地，帐篷要打岩钉', '河滩区八个，看星星最好，雨季不开', '草坪区二十个，可以停车，离水房一百米'], picked: '' },
  pick({ currentTarget }) { this.setData({ picked: currentTarget.dataset.rule }) },
  gear() { wx.navigateTo({ url: '/pages/gear/gear' }) },
  privacy() { wx.navigateTo({ url: '/pages/privacy/privacy' }) },
})
