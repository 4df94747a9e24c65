Page({
  data: { now: 0, vases: ['洋牡丹与尤加利，花期七天，每天换水', '芍药十枝，含苞发货，两天后盛开', '绣球一枝独大，深水养护，怕风'] },
  next() { this.setData({ now: (this.data.now + 1) % this.data.vases.length }) },
  care() { wx.navigateTo({ url: '/pages/care/care' }) },
})
