const forecast = require('../../data/forecast')

Page({
  data: { cities: Object.keys(forecast) },
  onPick({ currentTarget }) {
    getApp().globalData.city = currentTarget.dataset.city
    wx.navigateBack()
  },
})
