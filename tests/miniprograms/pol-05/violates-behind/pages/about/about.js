Page({
  read() { wx.navigateTo({ url: '/pages/privacy/privacy' }) },
})
