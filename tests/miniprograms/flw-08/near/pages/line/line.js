const stops = require('../../data/stops')

Page({
  data: { stops },
  onStop(e) { wx.navigateTo({ url: '/pages/stop/stop?no=' + e.currentTarget.dataset.no }) },
})
