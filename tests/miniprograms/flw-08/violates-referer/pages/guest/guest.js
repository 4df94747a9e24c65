Page({
  onGo({ detail }) {
    const { phone, nights } = detail.value
    if (!phone) return
    const go = () => wx.navigateTo({ url: `/pages/form/form?q=${encodeURIComponent(`tel=${phone}&n=${nights || 1}`)}` })
    wx.requirePrivacyAuthorize({ success: go, fail: () => wx.showToast({ title: '也可以打电话预订', icon: 'none' }) })
  },
})
