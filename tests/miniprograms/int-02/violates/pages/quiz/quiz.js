const make = () => {
  const a = 11 + Math.floor(Math.random() * 88)
  const b = 11 + Math.floor(Math.random() * 88)
  return { a, b, answer: '' }
}

Page({
  data: { one: make(), banner: '' },
  onLoad() { this.setData({ banner: getApp().quiet ? '' : '冬季速算营报名中，八节课，家长可以旁听' }) },
  show() { this.setData({ 'one.answer': this.data.one.a * this.data.one.b }) },
  next() { this.setData({ one: make() }) },
  tips() { wx.navigateTo({ url: '/pages/tips/tips' }) },
})
