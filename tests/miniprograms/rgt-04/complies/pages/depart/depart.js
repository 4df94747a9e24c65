const departs = require('../../departs')

Page({
  data: { departs },
  book({ currentTarget }) { wx.navigateTo({ url: '/pages/book/book?n=' + currentTarget.dataset.n }) },
  center() { wx.navigateTo({ url: '/pages/center/center' }) },
})
