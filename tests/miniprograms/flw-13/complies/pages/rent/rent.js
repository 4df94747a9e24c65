const { post } = require('../../lib/alarm')

Page({
  data: { said: '' },
  async onRent({ detail: { value } }) {
    if (!value.tel) return this.setData({ said: '请留手机号' })
    const agreed = await new Promise((yes) => wx.requirePrivacyAuthorize({ success: () => yes(true), fail: () => yes(false) }))
    if (!agreed) return this.setData({ said: '没有同意隐私指引，可以打田间电话登记' })
    const done = await post('/rent', { tel: value.tel, bed: value.bed })
    this.setData({ said: done ? '已登记，三天内有人联系您' : '没有登记上，请晚些再试' })
  },
})
