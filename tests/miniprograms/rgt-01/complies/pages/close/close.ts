Page({
  data: { done: false },
  confirm() {
    wx.showModal({
      title: '确认注销',
      content: '注销后课时记录与手机号将在七日内删除，不能恢复。',
      success: ({ confirm }) => {
        if (!confirm) return
        wx.request({
          url: 'https://mp.yunyin-music.example/student/close',
          method: 'POST',
          success: () => this.setData({ done: true }),
        })
      },
    })
  },
})
