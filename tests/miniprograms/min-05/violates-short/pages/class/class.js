Page({
  data: {
    classes: [
      ['象棋启蒙', '六岁起，先认子力，再学杀法，八次课能下完整盘'],
      ['围棋十级班', '十九路，死活题每天五道，月底升级赛'],
      ['桥牌成人班', '四人一桌，自然叫牌法，周三晚七点'],
    ],
    text: '',
    ask: false,
  },
  onLoad() { wx.getPrivacySetting({ success: ({ needAuthorization }) => this.setData({ ask: needAuthorization && !wx.getStorageSync('told') }) }) },
  done() {
    wx.setStorageSync('told', 1)
    this.setData({ ask: false })
  },
  yes() {
    this.done()
    getApp().agreed()
  },
  text({ currentTarget }) { this.setData({ text: currentTarget.dataset.text }) },
  score() { wx.navigateTo({ url: '/pages/score/score' }) },
  rule() { wx.navigateTo({ url: '/pages/rule/rule' }) },
})
