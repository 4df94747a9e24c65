Page({
  data: {
    groups: [
      { id: 'long', name: '五十公里', climb: '累计爬升二千六百米', limit: '十四小时关门' },
      { id: 'mid', name: '二十五公里', climb: '累计爬升一千二百米', limit: '八小时关门' },
      { id: 'fun', name: '十公里体验', climb: '累计爬升三百八十米', limit: '不计时' },
    ],
  },
  see({ currentTarget }) { wx.navigateTo({ url: '/pages/course/course?id=' + currentTarget.dataset.id }) },
  join() { wx.navigateTo({ url: '/pages/join/join' }) },
})
