const services = require('../../services')

Page({ data: { services } })
