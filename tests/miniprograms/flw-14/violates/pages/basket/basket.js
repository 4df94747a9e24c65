const { seal } = require('../../lib/cipher')

Page({
  data: { lines: [], kept: '' },
  onShow() {
    const { basket } = getApp().globalData
    this.setData({ lines: Object.entries(basket).map(([id, n]) => ({ id, n })) })
  },
  onKeep() {
    const shelf = this.data.lines.map(({ id, n }) => ({ sku: `GC-2026-${id}-${n}`, count: n, bag: '牛皮纸袋，封口贴日期', mill: '现磨', note: '到店自取，三天内有效，过期回架' }))
    wx.request({
      url: 'https://gw.gucang-grain.example/x',
      method: 'POST',
      header: { 'content-type': 'application/octet-stream' },
      data: seal({ shelf, store: '谷仓粮铺总店，南门外大街 31 号，早七点到晚七点' }),
      success: () => this.setData({ kept: '已替您留货，三天内来取' }),
    })
  },
})
