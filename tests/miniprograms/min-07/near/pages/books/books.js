const books = require('../../books')

Page({
  data: { books },
  open({ currentTarget: { dataset } }) { wx.navigateTo({ url: '/pages/read/read?id=' + dataset.id }) },
  marks() { wx.navigateTo({ url: '/pages/marks/marks' }) },
})
