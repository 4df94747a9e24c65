Page({
  data: { answer: '' },
  onBook({ detail: { value } }) {
    if (!value.phone) return this.setData({ answer: '请填手机号' })
    wx.requirePrivacyAuthorize({
      success: () => wx.request({
        url: 'https://kiln.nixin-pottery.example/book',
        method: 'POST',
        data: { phone: value.phone, people: value.people },
        success: (res) => {
          console.log('预约返回', value, res.data)
          this.setData({ answer: '约好了，前一天电话确认' })
        },
      }),
      fail: () => this.setData({ answer: '也可以直接打电话约课' }),
    })
  },
})
