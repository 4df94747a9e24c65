Page({
  data: { rooms: ['竹影大床房，露台朝东看日出', '溪声双床房，一楼，带小院', '阁楼亲子房，斜顶，有儿童围栏'], route: '' },
  way() {
    wx.getLocation({
      success: () => this.setData({ route: '从您这里开车走汤汤公路，约四十分钟，最后两公里山路请慢行。' }),
      fail: () => this.setData({ route: '导航搜“云栖山居”，或者打 0559-55550173，我们派车到汤口接。' }),
    })
  },
  wifi() { wx.navigateTo({ url: '/pages/wifi/wifi' }) },
  policy() { wx.navigateTo({ url: '/pages/policy/policy' }) },
})
