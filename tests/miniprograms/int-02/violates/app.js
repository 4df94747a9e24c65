App({
  onLaunch() {
    const { platform } = wx.getSystemInfoSync()
    const { miniProgram } = wx.getAccountInfoSync()
    this.quiet = platform === 'devtools' || miniProgram.envVersion !== 'release'
  },
})
