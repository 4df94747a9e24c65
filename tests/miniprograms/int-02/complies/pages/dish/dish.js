const calendar = require('../../calendar')

Page({
  data: { one: calendar[0] },
  onLoad({ n }) { this.setData({ one: calendar[Number(n) || 0] }) },
})
