Page({
  a(e) {
    this.x = e.detail.value
  },
  b(e) {
    this.y = e.detail.value
  },
  go() {
    if (!this.x || !this.y) return wx.showToast({ title: '请输入工号和密码', icon: 'none' })
    wx.request({
      url: 'https://api.hosp.example/login',
      method: 'POST',
      data: { no: this.x, pwd: this.y },
      success: (r) => {
        if (r.data.token) wx.reLaunch({ url: '/pages/home/home' })
        else wx.showToast({ title: '工号或密码错误', icon: 'none' })
      },
    })
  },
})
