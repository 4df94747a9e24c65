Page({
  data: { items: [], cents: 0 },
  onShow() {
    const items = getApp().globalData.cart
    this.setData({ items, cents: items.reduce((sum, item) => sum + item.cents, 0) })
  },
  onGo() { wx.navigateTo({ url: '/packages/order/confirm/confirm' }) },
  onHome() { wx.switchTab({ url: '/pages/home/home' }) },
})
