const { get, post } = require('./utils/http')

App({
  globalData: { user: null },
  onLaunch(options) {
    get('/api/config').then((config) => { this.globalData.config = config }).catch(() => {})
    wx.login({ success: ({ code }) => post('/api/session', { code }).then((user) => { this.globalData.user = user }).catch(() => {}) })
  },
})
