Page({
  data: { cards: ['山茶，宜寿辰', '远山，宜送别', '灯笼，宜新春', '麦穗，宜开业'], note: '' },
  onSpeak() { wx.authorize({ scope: 'scope.record', success: () => this.setData({ note: '可以说话了' }), fail: () => this.setData({ note: '也可以打字' }) }) },
  onMore() { wx.navigateTo({ url: '/pages/more/more' }) },
})
