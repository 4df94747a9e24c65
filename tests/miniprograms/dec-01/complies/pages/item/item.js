const { get } = require('../../utils/http')

Page({
  data: { one: null, to: '', },
  onLoad({ id }) {
    get('/api/items/' + (id || '1')).then((one) => this.setData({ one })).catch((e) => wx.showToast({ title: e.message, icon: 'none' }))
  },
  onAddress() {
    wx.chooseAddress({
      success: ({ cityName, countyName }) => this.setData({ to: cityName + countyName }),
      fail: () => this.setData({ to: '未选择' }),
    })
  },
  onCopy() { wx.setClipboardData({ data: 'MW-' + this.data.one.id }) },
  onShareAppMessage() { return { title: '喵汪生活馆' } },
})
