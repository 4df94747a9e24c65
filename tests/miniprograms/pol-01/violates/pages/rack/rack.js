Page({
  data: {
    rack: [
      ['羽绒服', 35, '三天'], ['西装两件套', 42, '两天'], ['羊毛大衣', 48, '三天'], ['床品四件套', 40, '一天'], ['球鞋', 25, '两天'],
    ],
  },
  toFetch() { wx.navigateTo({ url: '/pages/fetch/fetch' }) },
  toShop() { wx.navigateTo({ url: '/pages/shop/shop' }) },
})
