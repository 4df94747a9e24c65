Page({
  data: {
    jars: [
      { id: 'acacia', name: '洋槐蜜', note: '五月头茬，不结晶，五百克四十八元' },
      { id: 'jujube', name: '枣花蜜', note: '颜色深，适合泡姜茶，五百克四十二元' },
      { id: 'comb', name: '巢蜜', note: '整块割下，一盒六十八元' },
    ],
    got: false,
  },
  onGift({ detail }) {
    if (!detail.code) return
    wx.request({ url: 'https://hive.fengchao.example/gift', method: 'POST', data: { code: detail.code }, success: () => this.setData({ got: true }) })
  },
  onJar(e) { wx.navigateTo({ url: '/pages/honey/honey?id=' + e.currentTarget.dataset.id }) },
})
