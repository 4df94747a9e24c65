Page({
  data: {
    goods: [
      ['原阳大米', '五公斤 36 元，十一月新米，真空包装'],
      ['中牟大蒜', '三斤 12 元，干蒜，网袋'],
      ['温县铁棍山药', '四斤 39 元，垆土，带泥发货'],
      ['灵宝苹果', '十斤 45 元，坏果包赔'],
    ],
    note: '',
  },
  note({ currentTarget }) { this.setData({ note: currentTarget.dataset.note }) },
  point() { wx.navigateTo({ url: '/pages/point/point' }) },
  policy() { wx.navigateTo({ url: '/pages/policy/policy' }) },
})
