Page({
  data: { ok: '' },
  onSend({ detail: { value } }) {
    if (!value.mobile) return this.setData({ ok: '请填写手机号' })
    wx.requirePrivacyAuthorize({
      success: () => this.callback(value.mobile),
      fail: () => this.setData({ ok: '可以直接拨打窗口电话 024-5555-0102' }),
    })
  },
  callback(mobile) {
    wx.request({
      url: 'https://www.zhenghe-notary.example/callback',
      method: 'POST',
      data: { mobile },
      success: () => this.setData({ ok: '公证员一个工作日内回电' }),
    })
  },
})
