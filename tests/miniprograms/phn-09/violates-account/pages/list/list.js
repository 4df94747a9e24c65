const { get } = require('../../utils/http')

Page({
  data: { items: [], },
  onLoad() {
    get('/api/items').then(({ items }) => this.setData({ items })).catch((e) => wx.showToast({ title: e.message, icon: 'none' }))
  },
  onItem(e) { wx.navigateTo({ url: '/pages/item/item?id=' + e.currentTarget.dataset.id }) },
})
