Page({
  data: { off: false },
  onShow() { this.setData({ off: Boolean(wx.getStorageSync('quiet')) }) },
  turn({ detail }) {
    wx.setStorageSync('quiet', !detail.value)
    this.setData({ off: !detail.value })
  },
})
