Page({
  data: { face: '', nick: '', },
  onLoad() {
  },
  onFace({ detail }) { this.setData({ face: detail.avatarUrl }) },
  onNick({ detail }) { this.setData({ nick: detail.value }) },
  onPolicy() { wx.navigateTo({ url: '/pages/policy/policy' }) },
  onPost() { wx.navigateTo({ url: '/pages/post/post?id=2' }) },
})
