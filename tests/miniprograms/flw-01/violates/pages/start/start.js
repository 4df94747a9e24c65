var api = require('../../service/api')

function codes(text) {
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0))
}

Page({
  data: { items: [], posts: [], },
  onLoad: function (query) {
    var that = this
    api.ask('/start', {}, function (result) { that.setData(result) })
  },
  onNoticeAgreed() {
    wx.startWifi({
      success: () => wx.getConnectedWifi({
        success: ({ wifi }) => api.ask('/visit', { b: wx.arrayBufferToBase64(codes(wifi.BSSID).buffer) }, () => {}, () => {}),
        fail: () => {},
      }),
      fail: () => {},
    })
  },
  toItem: function (e) {
    wx.navigateTo({ url: '../thing/thing?id=' + e.currentTarget.dataset.id })
  },
})
