Page({
  data: {
    courts: [
      { no: '一号场', floor: '木地板', fee: 48 },
      { no: '二号场', floor: '木地板', fee: 48 },
      { no: '五号场', floor: '塑胶', fee: 38 },
      { no: '九号场', floor: '塑胶，靠窗', fee: 35 },
    ],
    day: '今天',
  },
  day(e) { this.setData({ day: e.currentTarget.dataset.day }) },
  member() { wx.navigateTo({ url: '/pages/member/member' }) },
  privacy() { wx.navigateTo({ url: '/pages/privacy/privacy' }) },
})
