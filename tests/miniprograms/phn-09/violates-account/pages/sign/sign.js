const { post } = require('../../utils/http')

Page({
  data: { account: '', password: '' },
  onAccount({ detail }) { this.setData({ account: detail.value }) },
  onPassword({ detail }) { this.setData({ password: detail.value }) },
  onSign() {
    const { account, password } = this.data
    if (!account || !password) {
      wx.showToast({ title: '请填写完整', icon: 'none' })
      return
    }
    post('/api/sign', { account, password })
      .then(() => wx.switchTab({ url: '/pages/index/index' }))
      .catch((e) => wx.showToast({ title: e.message, icon: 'none' }))
  },
})
