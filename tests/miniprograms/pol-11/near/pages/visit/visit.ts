Page({
  data: { who: '', state: '' },
  onLoad(query: Record<string, string>) { this.setData({ who: query.who || '陆医生' }) },
  onPhone(event: { detail: { code?: string } }) {
    const { code } = event.detail
    if (!code) {
      this.setData({ state: '没有授权也没关系，可以直接打 0574-5550171 预约。' })
      return
    }
    wx.request({
      url: 'https://vet.yongjiang.example/visits',
      method: 'POST',
      data: { code, who: this.data.who },
      success: () => this.setData({ state: '预约成功，前台会在就诊前一天打电话确认。' }),
    })
  },
})
