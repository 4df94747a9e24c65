const post = (data) => new Promise((resolve) => wx.request({ url: 'https://move.xiguan.example/jobs', method: 'POST', data, complete: resolve }))

Page({
  data: { read: [], line: '' },
  onRead({ detail }) { this.setData({ read: detail.value }) },
  async onCall({ detail }) {
    if (!this.data.read.length) {
      wx.showToast({ title: '请阅读隐私政策并勾选', icon: 'none' })
      return
    }
    await post(detail.value)
    this.setData({ line: '调度收到，前一晚给您回电话' })
  },
})
