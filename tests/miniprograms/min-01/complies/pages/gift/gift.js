Page({
  data: { read: false, done: '' },
  tick({ detail }) { this.setData({ read: detail.value.length > 0 }) },
  text() { wx.navigateTo({ url: '/pages/privacy/privacy' }) },
  send({ detail: { value } }) {
    if (!this.data.read) return wx.showToast({ title: '请先阅读并勾选隐私政策', icon: 'none' })
    if (!value.receiver || !value.phone || !value.address) return wx.showToast({ title: '请填写收件人、电话和地址', icon: 'none' })
    return wx.request({
      url: 'https://shop.jianfang-silk.example/sample',
      method: 'POST',
      data: value,
      success: () => this.setData({ done: '小样三天内寄出，运费我们承担。' }),
    })
  },
})
