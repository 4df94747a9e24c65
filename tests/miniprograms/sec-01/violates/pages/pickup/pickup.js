const { get } = require('../../utils/http')

Page({
  data: { state: '' },
  onSubmit({ detail }) {
    wx.request({
      url: 'http://order.kuaijie-wash.example/pickup',
      method: 'POST',
      data: detail.value,
      success: () => this.setData({ state: '已登记' }),
      fail: () => this.setData({ state: '请稍后再试' }),
    })
  },
  onHint() { get('/api/posts/1').then(({ title }) => this.setData({ state: title })) },
})
