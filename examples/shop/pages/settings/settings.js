Page({
  onRules() { wx.openPrivacyContract({}) },
  onSetting() { wx.openSetting({}) },
  onPolicy() { wx.navigateTo({ url: '/pages/privacy/privacy' }) },
})
