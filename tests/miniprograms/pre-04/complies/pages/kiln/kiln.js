const Um = require('../../um')

Page({
  data: { pots: [{ id: 1, name: '月白小碗' }, { id: 2, name: '钧红梅瓶' }, { id: 3, name: '捏塑醒狮' }], sheet: false },
  onLoad() {
    const said = wx.getStorageSync('um_said')
    this.setData({ sheet: !said })
    if (said === 'yes') getApp().um = new Um()
  },
  said({ currentTarget, type }) {
    const yes = type === 'agreeprivacyauthorization'
    wx.setStorageSync('um_said', yes ? 'yes' : currentTarget.dataset.word)
    this.setData({ sheet: false })
    if (yes) {
      getApp().um = new Um()
      getApp().um.log('kiln')
    }
  },
  pot(e) {
    if (getApp().um) getApp().um.log('pot')
    wx.navigateTo({ url: `/pages/pot/pot?id=${e.currentTarget.dataset.id}` })
  },
  policy() { wx.navigateTo({ url: '/pages/policy/policy' }) },
})
