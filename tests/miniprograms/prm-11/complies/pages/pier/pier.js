Page({
  data: { boats: [], road: '' },
  onLoad() {
    wx.request({ url: 'https://fish.yugang.example/boats', success: ({ data }) => this.setData({ boats: data.boats || [] }) })
  },
  async onRoad() {
    try {
      const { latitude, longitude } = await wx.getLocation({ type: 'gcj02' })
      wx.request({
        url: 'https://fish.yugang.example/road',
        method: 'POST',
        data: { from: `${latitude},${longitude}` },
        success: ({ data }) => this.setData({ road: data.road }),
      })
    } catch (error) {
      this.setData({ road: '没有位置也行：从定海坐 31 路到终点' })
    }
  },
  onBoat(e) { wx.navigateTo({ url: '/pages/boat/boat?no=' + e.currentTarget.dataset.no }) },
})
