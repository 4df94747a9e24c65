Page({
  data: { unit: '公里' },
  swap() { this.setData({ unit: this.data.unit === '公里' ? '海里' : '公里' }) },
  toAbout() { wx.navigateTo({ url: '/pages/about/about' }) },
})
