const { keeper, sold } = require('../../data/books')

Page({
  data: { keeper, sold },
  open(event) { wx.navigateTo({ url: '../book/book?id=' + event.currentTarget.dataset.id }) },
})
