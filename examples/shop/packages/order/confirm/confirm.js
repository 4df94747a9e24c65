import { server, complain } from '../../../utils/server'

Page({
  data: { address: null, points: [], phone: '' },
  onAddress() { wx.chooseAddress({ success: (address) => this.setData({ address }) , fail: () => wx.showToast({ title: '也可以到收货地址页手工填写', icon: 'none' }) }) },
  onPoint() {
    wx.getLocation({ type: 'gcj02', success: ({ latitude, longitude }) => server('POST', '/points', { latitude, longitude }).then((points) => this.setData({ points })), fail: () => server('GET', '/points').then((points) => this.setData({ points })) })
  },
  onPhone({ detail }) {
    if (detail.code) server('POST', '/phone', { code: detail.code }).then(() => this.setData({ phone: '已填写' })).catch(complain)
  },
  onSubmit() {
    server('POST', '/orders', { address: this.data.address }).then(() => wx.redirectTo({ url: '/packages/order/list/list' })).catch(complain)
  },
})
