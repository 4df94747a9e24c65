const taps = require('../../data/taps')

Page({
  data: { beer: {}, told: '' },
  onLoad({ no }) { this.setData({ beer: taps[Number(no || 1) - 1] }) },
  onPhone({ detail }) {
    if (!detail.code) return
    wx.request({ url: 'https://tap.oakbrew.example/restock', method: 'POST', data: { code: detail.code, no: this.data.beer.no }, success: () => this.setData({ told: '下一批到店就告诉您' }) })
  },
})
