Page({
  data: { told: '向群主要来口令，复制后点按钮。' },
  take() {
    if (wx.getStorageSync('quiet')) return this.setData({ told: '您已收回授权，请到前台占座。' })
    return wx.getClipboardData({
      success: () => this.setData({ told: '口令已过期，请重新索取。' }),
      fail: () => this.setData({ told: '没有读取。到前台报手机尾号也能占座。' }),
    })
  },
})
