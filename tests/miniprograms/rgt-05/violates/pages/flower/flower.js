const flowers = require('../../data/flowers')

Page({
  data: { one: flowers[0] },
  onLoad({ n }) { this.setData({ one: flowers[Number(n) || 0] }) },
})
