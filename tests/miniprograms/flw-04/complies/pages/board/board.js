const COURSES = [
  ['开放水域潜水员', 420, '三天，泳池两次、海里四次，十岁以上可以学'],
  ['进阶潜水员', 330, '两天，含深潜与水下导航，须持有开放水域证'],
  ['救援潜水员', 460, '三天，先完成急救课程'],
]

Page({
  data: { courses: [] },
  onShow() {
    const { rate } = getApp().globalData
    this.setData({ courses: COURSES.map(([name, usd, note]) => ({ name, note, price: `US$${usd}，约 ${Math.round(usd * rate)} 元` })) })
  },
  onPolicy() { wx.navigateTo({ url: '/pages/policy/policy' }) },
})
