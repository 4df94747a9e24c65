Page({
  data: { big: false },
  big() { this.setData({ big: !this.data.big }) },
  clear() { wx.clearStorage({ success: () => wx.showToast({ title: '缓存已清理' }) }) },
})
