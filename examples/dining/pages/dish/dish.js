const { get } = require('../../utils/request')

Page({
  data: { dish: null },
  onLoad({ id }) {
    get('/v2/dish', { id: id || 'd1' }).then((dish) => this.setData({ dish })).catch((e) => wx.showToast({ title: e.message, icon: 'none' }))
  },
  onAdd() {
    const { cart } = getApp().globalData
    cart[this.data.dish.id] = (cart[this.data.dish.id] || 0) + 1
    wx.showToast({ title: '已加入购物车' })
  },
  onShareAppMessage() { return { title: this.data.dish.name } },
})
