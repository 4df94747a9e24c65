Page({
  data: { ask: false, halls: ['一号厅：陶与火，早期彩陶三十六件', '二号厅：丝路来客，胡人俑与金银器', '三号厅：纸上山水，宋元摹本轮换展出', '临展：渡口，近代码头老照片两百幅'] },
  onLoad() {
    wx.getPrivacySetting({ success: ({ needAuthorization }) => this.setData({ ask: needAuthorization && !wx.getStorageSync('told') }) })
  },
  told() {
    wx.setStorageSync('told', 1)
    this.setData({ ask: false })
  },
  read() { wx.openPrivacyContract() },
  guide() {
    wx.getLocation({ success: () => wx.showToast({ title: '请戴耳机', icon: 'none' }), fail: () => wx.exitMiniProgram() })
  },
  onVisit() { wx.navigateTo({ url: '/pages/visit/visit' }) },
})
