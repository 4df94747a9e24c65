Page({
  data: { rows: [['进货 袜子三百双', -900], ['批发 王姐', 460], ['摊位费 五月', -1200], ['零卖', 238.5]] },
  add() { wx.navigateTo({ url: '/pages/add/add' }) },
})
