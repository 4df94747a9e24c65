const stops = require('../../data/stops')

Page({
  data: { stop: stops[0] },
  onLoad({ no }) { this.setData({ stop: stops.find((s) => s.no === no) || stops[0] }) },
  onLive() {
    const { name, lat, lng, tel, car } = this.data.stop
    const query = [['name', name], ['lat', lat], ['lng', lng], ['tel', tel], ['plate', car], ['trip', '13920261122']]
    wx.navigateTo({ url: '/pages/live/live?u=' + encodeURIComponent('https://live.shanxianbus.example/eta?' + query.map(([k, v]) => `${k}=${encodeURIComponent(v)}`).join('&')) })
  },
})
