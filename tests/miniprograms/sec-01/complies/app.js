App({
  globalData: { user: null },
  onLaunch: function (options) {
  },
})
