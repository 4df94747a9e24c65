Page({
  rule() {
    wx.navigateTo({ url: '/pages/rule/rule' })
  },
})
