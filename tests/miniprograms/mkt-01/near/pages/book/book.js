const { keeper, sold } = require('../../data/books')

Page({
  data: { book: keeper[0] },
  onLoad({ id }) { this.setData({ book: [...keeper, ...sold].find((book) => book.id === id) || keeper[0] }) },
})
