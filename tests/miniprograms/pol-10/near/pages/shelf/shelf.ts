const shelf: ReadonlyArray<readonly [string, string]> = [
  ['江南三部曲', '格非，三册合售，店员手写荐语一张'],
  ['塘栖风物', '地方志小册，只在本店卖'],
  ['给孩子的动物书', '布脊精装，适合五岁以上'],
]

Page({
  data: { shelf },
  talk() { wx.navigateTo({ url: '/pages/talk/talk' }) },
  rules() { wx.navigateTo({ url: '/pages/privacy/privacy' }) },
})
