Page({
  data: { said: '' },
  onPhone({ detail }) {
    if (!detail.code) return
    wx.request({ url: 'https://ski.majiagou.example/lesson', method: 'POST', data: { code: detail.code }, success: () => this.setData({ said: '教练会在雪具大厅等您' }) })
  },
})
