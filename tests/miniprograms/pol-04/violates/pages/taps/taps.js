const taps = require('../../data/taps')

Page({ data: { taps } })
