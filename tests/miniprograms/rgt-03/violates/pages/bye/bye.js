Page({
  data: { done: false },
  go() {
    wx.request({
      url: 'https://court.lvzhou-sport.example/members/close',
      method: 'POST',
      complete: () => this.setData({ done: true }),
    })
  },
})
