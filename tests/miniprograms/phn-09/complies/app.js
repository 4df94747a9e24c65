const { post } = require('./utils/http')

App({
  globalData: { user: null },
  onLaunch(options) {
    wx.login({ success: ({ code }) => post('/api/session', { code }).then((user) => { this.globalData.user = user }).catch(() => {}) })
  },
})
