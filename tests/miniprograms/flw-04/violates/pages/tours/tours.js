const tours = require('../../data/tours')

Page({ data: { tours } })
