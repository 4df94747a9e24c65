const ways = require('../../ways')

Page({
  data: { way: ways[0] },
  onLoad({ id }) { this.setData({ way: ways.find((way) => String(way.id) === id) || ways[0] }) },
})
