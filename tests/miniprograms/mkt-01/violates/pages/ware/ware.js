const wares = require('../../wares')
const app = getApp()

Page({
  data: { ware: wares[0] },
  onLoad({ id }) {
    const ware = wares.find((one) => one.id === id) || wares[0]
    app.seen = [...new Set([...app.seen, ware.id])]
    this.setData({ ware })
  },
})
