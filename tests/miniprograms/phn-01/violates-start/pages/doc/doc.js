Page({
  data: { d: {} },
  onLoad(q) {
    wx.request({
      url: 'https://api.maohz.example/doctors',
      success: (r) => this.setData({ d: r.data.list.find((x) => x.id == q.id) || {} }),
    })
  },
})
