const SEPARATE = '您填写的联系邮箱将提供给位于美国的招生平台 Segment（Twilio Inc.，privacy@twilio.example），用于由学校直接答复您，方式为加密传输。您可以拒绝，改为由我们转达。您是否单独同意向境外提供？'

Page({
  data: { done: '' },
  onAsk({ detail }) {
    const { email } = detail.value
    if (!email) return wx.showToast({ title: '请填写邮箱', icon: 'none' })
    wx.requirePrivacyAuthorize({
      success: () => this.askSeparately(email),
      fail: () => this.setData({ done: '没有同意隐私指引，可致电 020-5555-0179 询问。' }),
    })
  },
  askSeparately(email) {
    wx.showModal({
      title: '向境外提供个人信息的单独同意',
      content: SEPARATE,
      cancelText: '不同意',
      confirmText: '同意',
      success: ({ confirm }) => (confirm ? this.abroad(email) : this.setData({ done: '已改为由我们转达，请致电 020-5555-0179。' })),
    })
  },
  abroad(email) {
    wx.request({
      url: 'https://api.segment.io/v1/identify',
      method: 'POST',
      data: { type: 'enquiry', traits: { email } },
      success: () => this.setData({ done: '学校会在五个工作日内用邮件答复您。' }),
    })
  },
})
