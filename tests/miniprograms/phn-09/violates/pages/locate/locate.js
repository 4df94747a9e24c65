var api = require('../../service/api')

Page({
  data: { refused: false },
  onLoad: function () { this.locate() },
  locate: function () {
    var that = this
    wx.getLocation({
      type: 'gcj02',
      success: function (res) {
        api.ask('/near', { lat: res.latitude, lng: res.longitude }, function () { wx.redirectTo({ url: '/pages/start/start' }) })
      },
      fail: function () { that.setData({ refused: true }) },
    })
  },
  onSetting: function () {
    var that = this
    wx.openSetting({ success: function (res) { if (res.authSetting['scope.userLocation']) that.locate() } })
  },
})
