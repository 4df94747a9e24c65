Page({
  data: { told: '' },
  onSend({ detail: { value } }) {
    if (!value.phone || !value.birth) return this.setData({ told: '两项都要填' })
    wx.requirePrivacyAuthorize({
      success: () => wx.request({
        url: 'https://api.liyuan-sauce.example/coupon',
        method: 'POST',
        data: value,
        success: () => this.setData({ told: '券已放进卡包' }),
      }),
      fail: () => this.setData({ told: '没有同意，什么也没有发送' }),
    })
  },
})
