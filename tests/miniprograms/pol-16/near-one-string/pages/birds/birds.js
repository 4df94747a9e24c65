const birds = require('../../data/birds')

Page({
  data: { list: Object.entries(birds).map(([id, b]) => Object.assign({ id }, b)), far: '' },
  async onFar() {
    try {
      const { latitude, longitude } = await wx.getLocation({})
      const km = Math.hypot((latitude - 22.4898) * 111, (longitude - 114.0288) * 103)
      this.setData({ far: `离观鸟屋约 ${km.toFixed(0)} 公里` })
    } catch (e) {
      this.setData({ far: '观鸟屋在北堤尽头' })
    }
  },
})
