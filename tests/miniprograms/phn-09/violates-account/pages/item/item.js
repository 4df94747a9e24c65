const { get } = require('../../utils/http')

Page({
  data: { one: null, },
  onLoad({ id }) {
    get('/api/items/' + (id || '1')).then((one) => this.setData({ one })).catch((e) => wx.showToast({ title: e.message, icon: 'none' }))
  },
  onShareAppMessage() { return { title: '城北图书馆' } },
})
