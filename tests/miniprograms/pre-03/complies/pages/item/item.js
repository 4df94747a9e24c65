const { get, post } = require('../../utils/http')

Page({
  data: { one: null, told: false, },
  onLoad({ id }) {
    get('/api/items/' + (id || '1')).then((one) => this.setData({ one })).catch((e) => wx.showToast({ title: e.message, icon: 'none' }))
  },
  onPhone({ detail }) {
    if (detail.code) post('/api/notify', { code: detail.code }).then(() => this.setData({ told: true }))
  },
  onShareAppMessage() { return { title: 'Tide Table Books' } },
})
