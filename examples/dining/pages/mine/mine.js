Page({
  data: { member: null },
  onShow() { this.setData({ member: getApp().globalData.member }) },
  onLogin() { wx.navigateTo({ url: '/pages/login/login' }) },
  onPrivacy() { wx.navigateTo({ url: '/pages/privacy/privacy' }) },
  onPhone() { wx.makePhoneCall({ phoneNumber: '400-000-0000' }) },
})
