Page({
  data: {
    bowls: [
      ['陈皮红豆沙', '十二元，三年新会陈皮，红豆煮到起沙'],
      ['姜撞奶', '十五元，水牛奶，现撞，凝住才端'],
      ['芝麻糊', '十元，黑芝麻石磨，稠到挂勺'],
      ['双皮奶', '十四元，可冷可热，冷的要等'],
    ],
    about: '',
  },
  about({ currentTarget: { dataset } }) { this.setData({ about: dataset.about }) },
  words() { wx.navigateTo({ url: '/pages/words/words' }) },
})
