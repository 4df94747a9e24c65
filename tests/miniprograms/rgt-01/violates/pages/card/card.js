const post = require('../../lib/api')
const app = getApp()

Page({
  data: { card: null },
  onShow() { this.setData({ card: app.globalData.card }) },
  async open({ detail }) {
    if (!detail.code) return
    try {
      app.globalData.card = await post('/card/open', { phoneCode: detail.code })
      this.setData({ card: app.globalData.card })
    } catch (error) {
      wx.showToast({ title: '暂时无法开卡', icon: 'none' })
    }
  },
  leave() {
    app.globalData.card = null
    this.setData({ card: null })
  },
  rules() { wx.navigateTo({ url: '/pages/policy/policy' }) },
})
