const { get } = require('../../utils/request')

Page({
  data: { orders: [], signed: false },
  onShow() {
    const { member } = getApp().globalData
    this.setData({ signed: Boolean(member && member.phone) })
    if (this.data.signed) get('/v2/orders').then(({ orders }) => this.setData({ orders })).catch(() => {})
  },
  onLogin() { wx.navigateTo({ url: '/pages/login/login' }) },
})
