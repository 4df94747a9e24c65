const watch = require('../../watch')

Page({
  data: {
    ask: false,
    breads: [
      { n: 'Baguette 法棍', d: '早七点、午十一点、晚五点出炉', p: 'https://cdn.jsdelivr.net/gh/parisbakery/img/b.jpg' },
      { n: 'Pain de mie 吐司', d: '可切片，厚薄自选', p: 'https://cdn.jsdelivr.net/gh/parisbakery/img/m.jpg' },
      { n: 'Éclair 闪电泡芙', d: '香草、焦糖，冷藏两小时内吃', p: 'https://cdn.jsdelivr.net/gh/parisbakery/img/e.jpg' },
    ],
  },
  onLoad() { this.setData({ ask: !wx.getStorageSync('ok') }) },
  onShow() { watch.report('four') },
  oui() {
    wx.setStorageSync('ok', 1)
    this.setData({ ask: false })
    watch.begin()
  },
  non() {
    wx.setStorageSync('ok', 2)
    this.setData({ ask: false })
  },
  read() { wx.navigateTo({ url: '/pages/policy/policy' }) },
  open(e) { wx.navigateTo({ url: '/pages/pain/pain?n=' + e.currentTarget.dataset.n }) },
})
