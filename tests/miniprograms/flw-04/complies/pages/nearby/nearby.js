Page({
  data: { shops: ['三亚湾店：解放四路 88 号', '深圳大鹏店：较场尾 21 号'], far: '' },
  async onFar() {
    try {
      const { latitude, longitude } = await wx.getLocation({ type: 'gcj02' })
      wx.request({
        url: 'https://apis.map.qq.com/ws/distance/v1/',
        data: { mode: 'driving', from: `${latitude},${longitude}`, to: '18.2528,109.5119;22.5623,114.4842' },
        success: ({ data }) => this.setData({ far: data.result.elements.map((e) => Math.round(e.distance / 1000) + ' 公里').join('、') }),
      })
    } catch (e) {
      this.setData({ far: '没有取得位置，可以按地址导航' })
    }
  },
})
