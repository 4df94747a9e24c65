const sign = (data) =>
  new Promise((resolve, reject) => {
    wx.request({
      url: 'https://run.changqiao-trail.example/signup',
      method: 'POST',
      data,
      success: ({ statusCode, data: body }) => (statusCode === 200 ? resolve(body) : reject(statusCode)),
      fail: reject,
    })
  })

Page({
  data: { name: '', phone: '', agreed: false, seat: '' },
  agree() { this.setData({ agreed: !this.data.agreed }) },
  law() { wx.navigateTo({ url: '/pages/law/law' }) },
  submit() {
    const { name, phone, agreed } = this.data
    if (!agreed) return wx.showToast({ title: '请先阅读并同意隐私政策', icon: 'none' })
    if (!name || !phone) return wx.showToast({ title: '姓名和手机号都要填', icon: 'none' })
    return sign({ name, phone })
      .then(({ seat }) => this.setData({ seat }))
      .catch(() => wx.showToast({ title: '名额已满', icon: 'none' }))
  },
})
