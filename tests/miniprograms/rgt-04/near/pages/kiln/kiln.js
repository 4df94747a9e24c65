Page({
  data: { told: false },
  tell(e) {
    if (!e.detail.code) return
    wx.request({
      url: 'https://studio.mossgate.example/pickup',
      method: 'POST',
      data: { code: e.detail.code },
      success: () => this.setData({ told: true }),
    })
  },
})
