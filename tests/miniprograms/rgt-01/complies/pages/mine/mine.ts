const app = getApp<{ globalData: { student: { nick: string; level: string } | null } }>()

Page({
  data: { student: null as null | { nick: string; level: string } },
  onShow() { this.setData({ student: app.globalData.student }) },
  register(event: WechatMiniprogram.ButtonGetPhoneNumber) {
    if (!event.detail.code) return
    wx.request<{ nick: string; level: string }>({
      url: 'https://mp.yunyin-music.example/student',
      method: 'POST',
      data: { code: event.detail.code },
      success: ({ data, statusCode }) => {
        if (statusCode !== 200) return
        app.globalData.student = data
        this.setData({ student: data })
      },
    })
  },
  go(event: WechatMiniprogram.TouchEvent) { wx.navigateTo({ url: event.currentTarget.dataset.to }) },
})
