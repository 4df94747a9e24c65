Page({
  data: {
    groups: [
      { age: '六到十二个月', text: '触觉球、听音辨位，每节四十五分钟' },
      { age: '一到两岁', text: '爬隧道、涂鸦墙，家长在场' },
      { age: '两到三岁', text: '分离准备，小组点心时间' },
    ],
  },
  trial() { wx.navigateTo({ url: '/pages/trial/trial' }) },
  rules() { wx.navigateTo({ url: '/pages/privacy/privacy' }) },
})
