Page({
  data: { told: '' },
  onSend({ detail: { value } }) {
    if (!value.who || !value.phone || !value.addr) return this.setData({ told: '带星号的都要填' })
    wx.requirePrivacyAuthorize({
      success: () => wx.request({
        url: 'https://api.chenlu-flower.example/send',
        method: 'POST',
        data: value,
        success: () => this.setData({ told: '收到，付款后安排' }),
      }),
      fail: () => this.setData({ told: '没有同意，什么也没有发送' }),
    })
  },
})
