Page({
  data: { bowls: [], sum: 0 },
  onLoad() {
    const { bowls } = getApp().globalData
    this.setData({ bowls, sum: bowls.reduce((sum, one) => sum + one.price, 0) })
  },
  onPay() {
    wx.request({
      url: 'https://order.sanwan-noodle.example/orders',
      method: 'POST',
      header: { token: getApp().globalData.token },
      data: { bowls: this.data.bowls.map((one) => one.id) },
      success: () => wx.showToast({ title: '厨房已接单' }),
    })
  },
})
