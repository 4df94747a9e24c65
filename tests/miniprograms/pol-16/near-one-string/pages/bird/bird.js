const birds = require('../../data/birds')

Page({
  data: { bird: birds.spoonbill },
  onLoad({ id }) { this.setData({ bird: birds[id] || birds.spoonbill }) },
})
