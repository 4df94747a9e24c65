const wares = require('../../wares')
const app = getApp()

const byHistory = (seen) => {
  const kinds = seen.map((id) => wares.find((ware) => ware.id === id).kind)
  const near = wares.filter((ware) => kinds.includes(ware.kind) && !seen.includes(ware.id))
  return near.length > 0 ? near : wares.slice(2, 4)
}

Page({
  data: { wares, liked: [] },
  onShow() { this.setData({ liked: byHistory(app.seen) }) },
  open({ currentTarget: { dataset } }) { wx.navigateTo({ url: '/pages/ware/ware?id=' + dataset.id }) },
})
