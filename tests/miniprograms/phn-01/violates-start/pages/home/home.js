Page({
  data: { list: [] },
  onLoad() {
    wx.request({
      url: 'https://api.maohz.example/doctors',
      success: (r) => this.setData({ list: r.data.list }),
    })
  },
  go(e) {
    wx.navigateTo({ url: '/pages/doc/doc?id=' + e.currentTarget.dataset.id })
  },
})
