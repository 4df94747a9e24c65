Page({
  data: { back: false },
  withdraw() {
    wx.showModal({
      title: '撤回同意',
      content: '撤回后不再识别行程口令，其他功能不受影响。',
      success: ({ confirm }) => {
        if (!confirm) return
        getApp().agreed = false
        this.setData({ back: true })
      },
    })
  },
})
