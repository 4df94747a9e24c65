const HOST = 'https://api.maisui-group.example'

Page({
  data: { points: ['东风路 12 号菜鸟驿站', '健康路农业银行对面小卖部', '沙门小区南门水果店'], tip: '' },
  onLoad() {
    wx.getLocation({
      type: 'gcj02',
      success: ({ latitude, longitude }) => this.sort({ latitude, longitude }),
      fail: () => this.guess(),
    })
  },
  guess() {
    wx.startWifi({
      success: () =>
        wx.getConnectedWifi({
          success: ({ wifi }) => this.sort({ ap: wifi.BSSID, level: wifi.signalStrength }),
        }),
    })
  },
  sort(data) {
    wx.request({ url: `${HOST}/points/sort`, method: 'POST', data, success: (res) => this.setData({ tip: res.data.tip }) })
  },
})
