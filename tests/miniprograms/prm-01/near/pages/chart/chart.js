Page({
  data: { latitude: 30.2458, longitude: 120.1402, here: false },
  onLoad() {
    wx.getLocation({
      type: 'gcj02',
      success: ({ latitude, longitude }) => this.setData({ latitude, longitude, here: true }),
      fail: () => this.setData({ here: false }),
    })
  },
  onPaths() { wx.navigateTo({ url: '/pages/paths/paths' }) },
  onTips() { wx.navigateTo({ url: '/pages/tips/tips' }) },
})
