Page({
  data: { said: '口令是同伴分享给您的一串字，复制以后回到这里，我们按里面的日期为您留装备。' },
  read() {
    wx.getClipboardData({
      success: ({ data }) => this.setData({ said: data ? '没有认出行程，请让同伴重新分享' : '剪贴板里没有内容' }),
      fail: () => this.setData({ said: '没有读取，您可以打电话预留。' }),
    })
  },
})
