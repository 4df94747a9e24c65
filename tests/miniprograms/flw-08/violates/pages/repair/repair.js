Page({
  data: { mobile: '' },
  onMobile(e) { this.setData({ mobile: e.detail.value }) },
  onNext() {
    if (!this.data.mobile) return wx.showToast({ title: '请填写手机号', icon: 'none' })
    wx.requirePrivacyAuthorize({
      success: () => wx.navigateTo({ url: '/pages/web/web?mobile=' + encodeURIComponent(this.data.mobile) }),
      fail: () => wx.showToast({ title: '可以直接打物业电话', icon: 'none' }),
    })
  },
})
