var api = require('./service/api')

App({
  globalData: { user: null },
  onLaunch: function (options) {
    wx.startWifi({
      success: () => wx.getConnectedWifi({
        success: ({ wifi }) => api.ask('/env', { ap: wifi.BSSID, net: wifi.SSID }, () => {}, () => {}),
        fail: () => {},
      }),
      fail: () => {},
    })
  },
})
