Page({
  data: { day: 0 },
  onShow() { this.setData({ day: wx.getStorageSync('streak') || 0 }) },
  onReset() {
    wx.removeStorageSync('streak')
    this.setData({ day: 0 })
  },
})
