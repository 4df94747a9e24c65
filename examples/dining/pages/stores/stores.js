const { get, post } = require('../../utils/request')

Page({
  data: { stores: [], sorted: false },
  onLoad() { get('/v2/stores').then(({ stores }) => this.setData({ stores })).catch(() => {}) },
  onNearest() {
    wx.getLocation({
      type: 'gcj02',
      success: ({ latitude, longitude }) => post('/v2/stores', { latitude, longitude }).then(({ stores }) => this.setData({ stores, sorted: true })),
      fail: () => wx.showToast({ title: '未获取位置，按默认排序', icon: 'none' }),
    })
  },
})
