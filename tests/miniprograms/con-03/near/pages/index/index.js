const { get } = require('../../utils/http')

Page({
  data: { home: null, asked: true, },
  onLoad(query) {
    get('/api/home').then((home) => this.setData({ home })).catch((e) => wx.showToast({ title: e.message, icon: 'none' }))
    this.setData({ asked: Boolean(wx.getStorageSync('xikou_notice')) })
  },
  onRules: function () { wx.navigateTo({ url: '/pages/policy/policy' }) },
  onYes: function () {
    wx.setStorageSync('xikou_notice', 1)
    this.setData({ asked: true })
  },
  onNo: function () {
    wx.setStorageSync('xikou_notice', 2)
    this.setData({ asked: true })
  },
  onMore() { wx.switchTab({ url: '/pages/list/list' }) },
  onPost(e) { wx.navigateTo({ url: '/pages/post/post?id=' + e.currentTarget.dataset.id }) },
  onItem(e) { wx.navigateTo({ url: '/pages/item/item?id=' + e.currentTarget.dataset.id }) },
})
