const flowers = require('../../data/flowers')

Page({
  data: { flowers, ask: false },
  onLoad() { this.setData({ ask: !wx.getStorageSync('answered') }) },
  answer(yes) {
    getApp().agreed = yes
    wx.setStorageSync('answered', true)
    this.setData({ ask: false })
  },
  yes() { this.answer(true) },
  no() { this.answer(false) },
  read() { wx.navigateTo({ url: '/pages/privacy/privacy' }) },
  see(e) { wx.navigateTo({ url: '/pages/flower/flower?n=' + e.currentTarget.dataset.n }) },
  hold() {},
})
