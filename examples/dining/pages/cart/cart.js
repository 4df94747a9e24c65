const { get } = require('../../utils/request')

Page({
  data: { items: [], cents: 0 },
  onShow() {
    const { cart } = getApp().globalData
    get('/v2/menu').then(({ groups }) => {
      const items = []
      let cents = 0
      groups.forEach((g) => g.dishes.forEach((d) => {
        if (cart[d.id]) { items.push({ ...d, count: cart[d.id] }); cents += d.cents * cart[d.id] }
      }))
      this.setData({ items, cents })
    }).catch((e) => wx.showToast({ title: e.message, icon: 'none' }))
  },
  onConfirm() { wx.navigateTo({ url: '/pages/confirm/confirm' }) },
})
