const weather = require('../../lib/weather')
const app = getApp()

Page({
  data: { text: '正在取预报', local: '' },
  onLoad() { weather('/now', app.last() || { area: '广东' }).then(({ text }) => this.setData({ text })) },
  mine() {
    wx.getLocation({
      type: 'gcj02',
      success: ({ latitude, longitude }) => {
        wx.setStorageSync('last', { latitude, longitude })
        this.refresh()
      },
      fail: () => this.setData({ local: '没有定位，您看到的是全省预报。' }),
    })
  },
  async refresh() {
    const { text } = await weather('/now', app.last() || { area: '广东' })
    this.setData({ local: text })
  },
  hours() { wx.navigateTo({ url: '/pages/hours/hours' }) },
  rules() { wx.navigateTo({ url: '/pages/rules/rules' }) },
})
