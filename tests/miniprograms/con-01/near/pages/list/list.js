const { get } = require('../../utils/http')

Page({
  data: { items: [], near: '', },
  onLoad() {
    get('/api/items').then(({ items }) => this.setData({ items })).catch((e) => wx.showToast({ title: e.message, icon: 'none' }))
  },
  onNear() {
    wx.getLocation({
      success: ({ latitude, longitude }) => get('/api/near', { latitude, longitude }).then(({ name }) => this.setData({ near: name })),
      fail: () => this.setData({ near: '请在下方自行挑选' }),
    })
  },
  onItem(e) { wx.navigateTo({ url: '/pages/item/item?id=' + e.currentTarget.dataset.id }) },
})
