const seeds = require('../../seeds')

Page({
  data: { list: Object.keys(seeds).map((id) => ({ id, name: seeds[id][0] })) },
})
