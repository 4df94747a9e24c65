App({
  globalData: { user: null },
  onLaunch(options) {
  },
})
