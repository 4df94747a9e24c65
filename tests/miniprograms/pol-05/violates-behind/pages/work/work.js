Page({
  data: { picked: '', ask: false },
  onLoad() { wx.getPrivacySetting({ success: ({ needAuthorization }) => this.setData({ ask: needAuthorization && !wx.getStorageSync('told') }) }) },
  pick(event) { this.setData({ picked: event.currentTarget.dataset.note }) },
  read() { wx.openPrivacyContract() },
  done() {
    wx.setStorageSync('told', 1)
    this.setData({ ask: false })
  },
  photo() { wx.chooseMedia({ count: 1, mediaType: ['image'], sizeType: ['compressed'], success: () => this.setData({ picked: '收到，当天回电估价。' }), fail: () => this.setData({ picked: '也可以电话里说说琴的年份。' }) }) },
})
