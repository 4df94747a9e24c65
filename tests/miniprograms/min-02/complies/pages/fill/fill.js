Page({
  data: { told: '' },
  onSend({ detail: { value } }) {
    if (!value.phone) return this.setData({ told: '请填手机号，好通知您' })
    wx.requirePrivacyAuthorize({
      success: () => wx.request({
        url: 'https://api.beichuang.example/remind',
        method: 'POST',
        data: value,
        success: () => this.setData({ told: '记下了，到货就告诉您' }),
      }),
      fail: () => this.setData({ told: '没有同意，什么也没有发送' }),
    })
  },
})
