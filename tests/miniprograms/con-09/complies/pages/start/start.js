var api = require('../../service/api')

Page({
  data: { items: [], posts: [], asked: true, mode: '', },
  onLoad: function (query) {
    var that = this
    api.ask('/start', {}, function (result) { that.setData(result) })
    this.setData({ asked: Boolean(wx.getStorageSync('hs_notice')) })
  },
  onRules: function () { wx.navigateTo({ url: '/pages/privacy/privacy' }) },
  onYes: function () {
    wx.setStorageSync('hs_notice', 1)
    this.setData({ asked: true })
  },
  onNo: function () {
    this.setData({ asked: true })
    this.setData({ mode: '浏览模式：预约功能未开启' })
  },
  toItem: function (e) {
    wx.navigateTo({ url: '../thing/thing?id=' + e.currentTarget.dataset.id })
  },
})
