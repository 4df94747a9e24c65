Page({
  onCopy() { wx.setClipboardData({ data: '保定西大街 18 号酱园' }) },
})
