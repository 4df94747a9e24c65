const tours = require('../../data/tours')

Page({
  data: { tour: tours[0] },
  onLoad({ id }) { this.setData({ tour: tours.find((t) => t.id === id) || tours[0] }) },
})
