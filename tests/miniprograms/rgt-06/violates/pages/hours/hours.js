const weather = require('../../lib/weather')

Page({
  data: { rows: [] },
  async onLoad() {
    const { rows } = await weather('/hours', getApp().last() || { area: '广东' })
    this.setData({ rows: rows || [] })
  },
})
