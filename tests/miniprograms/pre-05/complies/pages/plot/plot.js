Page({
  data: { beds: ['一号畦：鸡毛菜，后天可收', '二号畦：番茄第三穗坐果', '三号畦：空，等你种'], ask: false },
  onLoad() {
    const said = wx.getStorageSync('said')
    this.setData({ ask: !said })
    if (said === 'agree') getApp().enter()
  },
  onAgree() {
    wx.setStorageSync('said', 'agree')
    this.setData({ ask: false })
    getApp().enter()
  },
  onDecline() {
    wx.setStorageSync('said', 'decline')
    this.setData({ ask: false })
  },
  bed(e) { wx.navigateTo({ url: `/pages/bed/bed?n=${e.currentTarget.dataset.n}` }) },
  policy() { wx.navigateTo({ url: '/pages/policy/policy' }) },
})
