const post = require('../../lib/api')
const app = getApp()

Page({
  data: { card: null, mail: '' },
  onShow() { this.setData({ card: app.globalData.card }) },
  mail({ detail }) { this.setData({ mail: detail.value }) },
  async open() {
    if (!this.data.mail) return wx.showToast({ title: '请填写邮箱', icon: 'none' })
    try {
      app.globalData.card = await post('/card/open', { mail: this.data.mail })
      this.setData({ card: app.globalData.card })
    } catch (error) {
      wx.showToast({ title: '暂时无法开户', icon: 'none' })
    }
  },
  rules() { wx.navigateTo({ url: '/pages/policy/policy' }) },
})
