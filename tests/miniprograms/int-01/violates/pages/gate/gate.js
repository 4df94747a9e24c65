Page({
  data: { told: '' },
  async onLoad() {
    wx.request({ url: 'https://api.lvyin-hall.example/desk', success: ({ data }) => this.setData({ told: data.ok ? '' : '这台手机没有登记为工作手机' }) })
  },
})
