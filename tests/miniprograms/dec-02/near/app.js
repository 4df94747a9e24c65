App({
  onLaunch() {
    const day = wx.getStorageSync('streak') || 0
    wx.setStorageSync('streak', day + 1)
  },
})
