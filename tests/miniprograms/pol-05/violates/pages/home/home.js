const services = require('../../services')

Page({
  data: { services, open: -1 },
  fold({ currentTarget }) {
    const index = currentTarget.dataset.index
    this.setData({ open: this.data.open === index ? -1 : index })
  },
})
