const watch = require('./watch')

App({
  onLaunch() { if (wx.getStorageSync('ok') === 1) watch.begin() },
})
