const { get } = require('../../utils/request')

Page({
  data: { groups: [], active: 0, counts: {}, total: 0, cents: 0 },

  onLoad() { get('/v2/menu').then(({ groups }) => this.setData({ groups })).catch((e) => wx.showToast({ title: e.message, icon: 'none' })) },
  onShow() { this.sum(getApp().globalData.cart) },
  onGroup(e) { this.setData({ active: e.currentTarget.dataset.index }) },
  onOpen(e) { wx.navigateTo({ url: `/pages/dish/dish?id=${e.detail.id}` }) },
  onCount(e) {
    const cart = getApp().globalData.cart
    cart[e.detail.id] = e.detail.count
    this.sum(cart)
  },
  sum(cart) {
    let total = 0
    let cents = 0
    this.data.groups.forEach((group) => group.dishes.forEach((dish) => {
      total += cart[dish.id] || 0
      cents += (cart[dish.id] || 0) * dish.cents
    }))
    this.setData({ counts: { ...cart }, total, cents })
  },
  onCart() { wx.navigateTo({ url: '/pages/cart/cart' }) },
})
