const forecast = require('../../data/forecast')

Page({
  data: { city: '', one: {} },
  onShow() { this.show(getApp().globalData.city) },
  show(city) { this.setData({ city, one: forecast[city] }) },
  onHere() {
    wx.getLocation({
      success: ({ latitude }) => this.show(latitude > 31.45 ? (latitude > 31.6 ? '常熟' : '无锡') : '苏州'),
      fail: ({ errMsg }) => {
        console.warn(errMsg)
        wx.showToast({ title: '定位没有成功，请选择城市', icon: 'none' })
      },
    })
  },
})
