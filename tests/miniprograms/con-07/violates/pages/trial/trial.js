Page({
  data: { done: '' },
  send({ detail }) {
    wx.request({
      url: 'https://kid.xiaohema.example/trial',
      method: 'POST',
      data: detail.value,
      success: () => this.setData({ done: '老师会在前一天提醒您' }),
    })
  },
  rules() { wx.navigateTo({ url: '/pages/privacy/privacy' }) },
})
