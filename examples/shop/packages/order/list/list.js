import { server, complain } from '../../../utils/server'

Page({
  data: { orders: [] },
  onShow() { server('GET', '/orders').then((orders) => this.setData({ orders })).catch(complain) },
})
