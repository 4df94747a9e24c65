var api = require('../../service/api')

Page({
  data: { tip: '' },
  onNumber: function (e) {
    var that = this
    if (!e.detail.code) {
      that.setData({ tip: '登录后才能使用取送服务' })
      return
    }
    api.ask('/bind', { code: e.detail.code }, function (user) {
      getApp().globalData.user = user
      wx.reLaunch({ url: '/pages/start/start' })
    })
  },
})
