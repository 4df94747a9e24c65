App({
  last() { return wx.getStorageSync('last') || null },
})
