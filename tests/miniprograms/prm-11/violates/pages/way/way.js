const { ask } = require('../../utils/net')

Page({
  data: { huts: [], tip: '' },
  onShow() {
    ask('/huts').then(({ huts }) => this.setData({ huts })).catch(() => this.setData({ tip: '网络不好，请看路牌' }))
  },
  onNearest() {
    wx.getLocation({
      success: (place) => {
        getApp().globalData.place = place
        ask('/nearest').then(({ name }) => this.setData({ tip: `最近的是${name}` }))
      },
      fail: () => this.setData({ tip: '没有定位，请按里程碑找' }),
    })
  },
  onHut({ currentTarget }) { wx.navigateTo({ url: `/pages/hut/hut?id=${currentTarget.dataset.id}` }) },
  onPolicy() { wx.navigateTo({ url: '/pages/policy/policy' }) },
})
