const { post } = require('./utils/request')
const { parseTable } = require('./utils/table')

App({
  globalData: { token: '', member: null, table: null, cart: {} },

  onLaunch(options) {
    const table = parseTable(options.query)
    if (table) this.globalData.table = table
    this.session = this.openSession()
  },

  // The session code goes to our own server only.
  openSession() {
    return new Promise((resolve) => {
      wx.login({
        success: ({ code }) => {
          post('/v2/session', { code })
            .then((data) => {
              this.globalData.token = data.token
              this.globalData.member = data.member
              resolve(data)
            })
            .catch(() => resolve({ token: '', member: null }))
        },
        fail: () => resolve({ token: '', member: null }),
      })
    })
  },
})
