Page({
  data: { },
  onLoad() {
  },
  onPolicy() { wx.navigateTo({ url: '/pages/policy/policy' }) },
  onPost() { wx.navigateTo({ url: '/pages/post/post?id=2' }) },
})
