const on = require('../../render/handlers')

Page({
  data: { zones: [], asked: false, title: '', e: {} },
  onLoad() {
    wx.request({ url: 'https://aq.hailan.example/zones', success: (r) => this.draw(r.data) })
    wx.getPrivacySetting({ success: (r) => this.setData({ asked: r.needAuthorization, title: r.privacyContractName }) })
    this.setData({
      e: {
        read: on(this, () => wx.openPrivacyContract({})),
        no: on(this, () => wx.exitMiniProgram()),
        yes: on(this, () => this.setData({ asked: false })),
      },
    })
  },
  draw(rows) {
    const zones = rows.map((z) => ({ ...z, tap: on(this, () => wx.navigateTo({ url: '/pages/zone/zone?id=' + z.id })) }))
    this.setData({ zones })
  },
})
