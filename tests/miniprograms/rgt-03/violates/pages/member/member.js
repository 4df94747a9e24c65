const app = getApp()

Page({
  data: { member: null },
  onLoad() { this.setData({ member: app.member }) },
  join: function (e) {
    var page = this
    if (!e.detail.code) return
    wx.request({
      url: 'https://court.lvzhou-sport.example/members',
      method: 'POST',
      data: { phone_code: e.detail.code },
      success: function (res) {
        app.member = res.data
        page.setData({ member: res.data })
      },
    })
  },
  bye: function () { wx.navigateTo({ url: '/pages/bye/bye' }) },
})
