const on = require('../../render/handlers')

Page({
  data: { zone: {}, near: '', tip: '' },
  onLoad() {
    wx.request({ url: 'https://aq.hailan.example/zone', success: (r) => this.setData({ zone: r.data }) })
    this.setData({ near: on(this, () => this.find()) })
  },
  find() {
    wx.getLocation({
      success: (p) => {
        const data = { latitude: p.latitude, longitude: p.longitude }
        wx.request({ url: 'https://aq.hailan.example/near', method: 'POST', data, success: (r) => this.setData({ tip: r.data.tip }) })
      },
    })
  },
})
