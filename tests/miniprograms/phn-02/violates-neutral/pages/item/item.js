const { get, post } = require('../../utils/http')

Page({
  data: { one: null, open: false, },
  onLoad({ id }) {
    get('/api/items/' + (id || '1')).then((one) => this.setData({ one })).catch((e) => wx.showToast({ title: e.message, icon: 'none' }))
  },
  onOpen({ detail }) {
    if (!detail.code) return
    post('/api/open', { code: detail.code }).then(() => this.setData({ open: true }))
  },
  onShareAppMessage() { return { title: '好邻居找房' } },
})
