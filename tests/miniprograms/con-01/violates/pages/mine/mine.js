Page({
  data: { },
  onLoad() {
  },
  onPass() { wx.navigateTo({ url: '/pages/pass/pass' }) },
  onPost() { wx.navigateTo({ url: '/pages/post/post?id=2' }) },
})
