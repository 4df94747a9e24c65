const { get, post } = require('../../utils/http')

Page({
  data: { one: null, bound: true, },
  onLoad({ id }) {
    this.setData({ bound: Boolean(getApp().globalData.user) })
    get('/api/items/' + (id || '1')).then((one) => this.setData({ one })).catch((e) => wx.showToast({ title: e.message, icon: 'none' }))
  },
  onBind(e) {
    if (!e.detail.code) {
      wx.showToast({ title: '绑定后可查看详情', icon: 'none' })
      return
    }
    post('/api/bind', { code: e.detail.code }).then((user) => {
      getApp().globalData.user = user
      this.setData({ bound: true })
    })
  },
  onShareAppMessage() { return { title: '云岭博物馆' } },
})
