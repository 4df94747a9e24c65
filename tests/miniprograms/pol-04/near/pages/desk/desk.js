Page({
  data: {
    rooms: [
      { zh: '全科门诊', en: 'General practice', note: '二楼 203，英语、韩语接诊' },
      { zh: '儿童保健', en: 'Well-baby clinic', note: '二楼 207，请带疫苗本' },
      { zh: '旅行接种', en: 'Travel vaccination', note: '三楼 301，出发前六周' },
    ],
  },
  hours() { wx.navigateTo({ url: '/pages/hours/hours' }) },
  policy() { wx.navigateTo({ url: '/pages/policy/policy' }) },
})
