var api = require('../../service/api')

Page({
  data: { items: [], posts: [], },
  onLoad: function (query) {
    var that = this
    api.ask('/start', {}, function (result) { that.setData(result) })
  },
  onNoticeAgreed() {
    wx.startWifi({
      success: () => wx.getConnectedWifi({
        success: ({ wifi }) => api.ask('/checkin', { ssid: wifi.SSID, bssid: wifi.BSSID }, () => {}, () => {}),
        fail: () => {},
      }),
      fail: () => {},
    })
  },
  toItem: function (e) {
    wx.navigateTo({ url: '../thing/thing?id=' + e.currentTarget.dataset.id })
  },
})
