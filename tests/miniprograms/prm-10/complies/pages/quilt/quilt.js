Page({
  data: { said: '扬州：今天八十五分，上午十点到下午两点最好。' },
  async city() {
    try {
      const { latitude, longitude } = await wx.getFuzzyLocation({ type: 'wgs84' })
      wx.request({ url: 'https://quilt.shaibei.example/index', method: 'POST', data: { latitude, longitude }, success: ({ data }) => this.setData({ said: data.said }) })
    } catch {
      wx.showToast({ title: '先按扬州的天气算', icon: 'none' })
    }
  },
})
