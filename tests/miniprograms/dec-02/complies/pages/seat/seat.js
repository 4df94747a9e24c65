Page({
  data: { code: '' },
  onLoad({ id }) { this.setData({ code: `JS-${id || 'east'}-0731` }) },
  onCopy() {
    wx.setClipboardData({ data: this.data.code, fail: () => wx.showToast({ title: '请记下席位号', icon: 'none' }) })
  },
})
