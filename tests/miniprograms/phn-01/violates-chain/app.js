var api = require('./service/api')

App({
  globalData: { user: null },
  session() {
    if (!this.opened) this.opened = new Promise((resolve) => wx.login({ success: ({ code }) => api.ask('/session', { code }, resolve) }))
    return this.opened
  },
  onLaunch: function (options) {
  },
})
