const books = require('../../books')

Page({
  data: { book: books[0] },
  onLoad({ id }) { this.setData({ book: books.find((book) => String(book.id) === id) || books[0] }) },
  mark() {
    const marks = wx.getStorageSync('marks') || []
    wx.setStorageSync('marks', [...new Set([...marks, this.data.book.name])])
    wx.showToast({ title: '书签已放好' })
  },
})
