Page({
  data: { name: '文具爱好者' },
  go(e) { wx.navigateTo({ url: e.currentTarget.dataset.url }) },
})
