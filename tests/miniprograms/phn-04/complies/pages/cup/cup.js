import { call } from '../../services/api'

Page({
  data: { cup: null, hot: true },
  async onLoad({ id }) {
    const { cups } = await call('/cups')
    this.setData({ cup: cups.find((one) => String(one.id) === id) || cups[0] })
  },
  change() { this.setData({ hot: !this.data.hot }) },
  order() {
    getApp().basket = [{ ...this.data.cup, hot: this.data.hot }]
    wx.navigateTo({ url: '/pages/checkout/checkout' })
  },
})
