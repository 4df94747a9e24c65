Page({
  onPrivacy() { wx.navigateTo({ url: '/pages/privacy/privacy' }) },
  onSetting() { wx.openSetting({}) },
})
