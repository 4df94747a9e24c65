const track = require('./vendor/track')

App({
  onLaunch() {
    if (wx.getStorageSync('paper') === 'yes') track.start()
  },
  onAgreed() {
    wx.setStorageSync('paper', 'yes')
    track.start()
  },
})
