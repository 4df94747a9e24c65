const seeds = require('../../seeds')

Page({
  data: { name: '', how: '' },
  onLoad({ id }) {
    const [name, how] = seeds[id] || seeds.radish
    this.setData({ name, how })
  },
})
