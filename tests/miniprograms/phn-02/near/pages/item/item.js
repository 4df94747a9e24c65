const { get, post } = require('../../utils/http')

Page({
  data: { one: null, saved: false, },
  onLoad({ id }) {
    get('/api/items/' + (id || '1')).then((one) => this.setData({ one })).catch((e) => wx.showToast({ title: e.message, icon: 'none' }))
  },
  onPhone({ detail }) {
    if (detail.code) post('/api/login', { code: detail.code }).then(() => this.setData({ saved: true }))
  },
  onShareAppMessage() { return { title: '安居租房' } },
})
