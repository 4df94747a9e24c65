Page({
  data: {
    menu: [
      ['原味豆浆', '三元，东北大豆，石磨现煮'],
      ['咸豆浆', '五元，虾皮、榨菜、油条碎'],
      ['大油条', '两元五，无矾，当面现炸'],
      ['粢饭团', '八元，紫米糯米各半，可以加蛋'],
    ],
    about: '',
  },
  about({ currentTarget: { dataset } }) { this.setData({ about: dataset.about }) },
  near() { wx.navigateTo({ url: '/pages/near/near' }) },
  privacy() { wx.navigateTo({ url: '/pages/privacy/privacy' }) },
})
