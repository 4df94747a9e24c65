const { post } = require('./utils/http')

App({
  globalData: { user: null },
  session() {
    if (!this.opened) this.opened = new Promise((resolve) => wx.login({ success: ({ code }) => post('/api/session', { code }).then(resolve) }))
    return this.opened
  },
  onLaunch(options) {
  },
})
