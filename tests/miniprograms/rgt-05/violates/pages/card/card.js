Page({
  data: { told: '' },
  send({ detail: { value } }) {
    if (!getApp().agreed) return this.setData({ told: '您没有同意隐私政策，请打电话预订。' })
    if (!value.name || !value.phone) return this.setData({ told: '请填写收花人姓名和手机号' })
    return wx.request({
      url: 'https://flower.mujin-hua.example/book',
      method: 'POST',
      data: value,
      success: () => this.setData({ told: '已经收到，花艺师半小时内与您确认花材。' }),
    })
  },
})
