const { post } = require('../../utils/request')

Page({
  data: { table: null, remark: '', people: 2 },
  onLoad() { this.setData({ table: getApp().globalData.table }) },
  onRemark(e) { this.setData({ remark: e.detail.value }) },
  onPeople(e) { this.setData({ people: Number(e.detail.value) + 1 }) },
  onSubmit() {
    post('/v2/orders', { table: this.data.table, remark: this.data.remark, people: this.data.people, cart: getApp().globalData.cart })
      .then(() => wx.switchTab({ url: '/pages/orders/orders' }))
      .catch((e) => wx.showToast({ title: e.message, icon: 'none' }))
  },
})
