const departs = require('../../departs')

Page({
  data: { one: departs[0], state: 'open' },
  onLoad({ n }) { this.setData({ one: departs[Number(n) || 0] }) },
  async onBook({ detail }) {
    if (detail.code === undefined) return
    const { data } = await new Promise((success, fail) =>
      wx.request({ url: 'https://clinic.renxin-kf.example/api/visit', method: 'POST', data: { depart: this.data.one.name, code: detail.code }, success, fail }),
    )
    this.setData({ state: data.state })
  },
})
