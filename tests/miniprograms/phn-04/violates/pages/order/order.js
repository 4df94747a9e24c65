const bowls = require('../../data/bowls')

Page({
  data: { bowls, table: 'A07', picked: [], sum: 0 },

  onLoad(query) {
    const scene = decodeURIComponent(query.scene || '')
    if (scene.startsWith('t=')) this.setData({ table: scene.slice(2) })
  },

  onPlus(event) {
    const bowl = bowls.find((one) => one.id === event.currentTarget.dataset.id)
    const picked = this.data.picked.concat(bowl)
    this.setData({ picked, sum: picked.reduce((sum, one) => sum + one.price, 0) })
  },

  onSettle() {
    if (this.data.picked.length === 0) {
      wx.showToast({ title: '还没有点菜', icon: 'none' })
      return
    }
    const app = getApp()
    app.globalData.bowls = this.data.picked
    wx.navigateTo({ url: app.globalData.token ? '/pages/bill/bill' : '/pages/verify/verify' })
  },

  onRules() { wx.navigateTo({ url: '/pages/rules/rules' }) },
})
