import { server, complain } from '../../../utils/server'

Page({
  data: { good: null },
  onLoad({ sku = 's1' }) { server('GET', '/goods', { sku }).then((good) => this.setData({ good })).catch(complain) },
  onAdd() {
    getApp().globalData.cart.push(this.data.good)
    wx.showToast({ title: '已加入购物车' })
  },
})
