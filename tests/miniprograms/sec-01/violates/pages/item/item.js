const { get } = require('../../utils/http')

Page({
  data: { one: null, },
  onLoad({ id }) {
    get('/api/items/' + (id || '1')).then((one) => this.setData({ one })).catch((e) => wx.showToast({ title: e.message, icon: 'none' }))
  },
  onPickup() { wx.navigateTo({ url: '/pages/pickup/pickup' }) },
  onShareAppMessage() { return { title: '快洁上门' } },
})
