var api = require('../../service/api')

Page({
  data: { items: [], posts: [], asked: true, },
  onLoad: function (query) {
    var that = this
    api.ask('/start', {}, function (result) { that.setData(result) })
    this.setData({ asked: Boolean(wx.getStorageSync('rr_ok')) })
  },
  onRules: function () { wx.navigateTo({ url: '/pages/privacy/privacy' }) },
  onYes: function () {
    wx.setStorageSync('rr_ok', 1)
    this.setData({ asked: true })
  },
  onNo: function () {
    this.setData({ asked: true })
    wx.exitMiniProgram()
  },
  toItem: function (e) {
    wx.navigateTo({ url: '../thing/thing?id=' + e.currentTarget.dataset.id })
  },
})
