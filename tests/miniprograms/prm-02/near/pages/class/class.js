Page({
  data: { lessons: ['问路与指路，四十分钟', '点餐与结账，三十分钟', '看病时怎么说，五十分钟', '自我介绍，二十分钟'], state: '' },
  onCall() {
    const ask = (scope) => new Promise((done) => wx.authorize({ scope, complete: done }))
    ask('scope.camera').then(() => ask('scope.record')).then(() => this.setData({ state: '正在等待外教接听' }))
  },
  onTeachers() { wx.navigateTo({ url: '/pages/teachers/teachers' }) },
})
