const privacy = () => new Promise((resolve) => wx.getPrivacySetting({ success: resolve, fail: () => resolve({ needAuthorization: false }) }))

Page({
  data: { dances: ['最炫民族风 十六步', '茉莉花 扇子舞', '火红的萨日朗', '广场慢三'], ask: false },
  async onLoad() {
    const { needAuthorization } = await privacy()
    if (!needAuthorization) this.quality()
    else if (Date.now() - (wx.getStorageSync('declined') || 0) > 7 * 24 * 3600 * 1000) this.setData({ ask: true })
  },
  quality() {
    const { model } = wx.getDeviceInfo()
    wx.request({ url: 'https://dance.yushu.example/quality', method: 'POST', data: { model } })
  },
  yes() {
    this.setData({ ask: false })
    this.quality()
  },
  no() {
    wx.setStorageSync('declined', Date.now())
    this.setData({ ask: false })
  },
  policy() { wx.navigateTo({ url: '/pages/policy/policy' }) },
})
