const { post } = require('../../utils/http')

Page({
  data: { done: false },
  onSubmit({ detail }) {
    post('/api/pass', detail.value).then(() => this.setData({ done: true })).catch((e) => wx.showToast({ title: e.message, icon: 'none' }))
  },
})
