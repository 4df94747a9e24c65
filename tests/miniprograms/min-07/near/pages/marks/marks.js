const app = getApp()

Page({
  data: { marks: [], user: null },
  onShow() { this.setData({ marks: wx.getStorageSync('marks') || [], user: app.user }) },
  sync({ detail }) {
    if (!detail.code) return
    wx.request({
      url: 'https://read.yehangchuan.example/sync',
      method: 'POST',
      data: { code: detail.code, marks: this.data.marks },
      success: ({ data }) => {
        app.user = data
        this.setData({ user: data })
      },
    })
  },
  close() {
    wx.showModal({
      title: '注销账号',
      content: '云端书签会删除，本机的书签还在。',
      success: ({ confirm }) => { if (confirm) wx.request({ url: 'https://read.yehangchuan.example/close', method: 'POST' }) },
    })
  },
})
