const stat = require('./vendor/stat')

App({
  globalData: { user: null },
  onLaunch(options) {
    stat.start('8c1f2a77d0')
  },
})
