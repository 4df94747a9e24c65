Page({
  data: { said: '' },
  onPhone({ detail }) {
    if (!detail.code) return
    wx.request({ url: 'https://raft.shuangxi.example/book', method: 'POST', data: { code: detail.code }, success: () => this.setData({ said: '留好了，停漂会提前两小时通知' }) })
  },
})
