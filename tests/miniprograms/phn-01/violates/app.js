var api = require('./service/api')

App({
  globalData: { user: null },
  onLaunch: function (options) {
    var app = this
    wx.login({
      success: function (res) {
        api.ask('/session', { code: res.code }, function (user) {
          app.globalData.user = user
          if (!user.bound) wx.reLaunch({ url: '/pages/member/member' })
        })
      },
    })
  },
})
