const { get } = require('../../utils/http')

Page({
  data: { home: null, },
  onLoad(query) {
    get('/api/home').then((home) => this.setData({ home })).catch((e) => wx.showToast({ title: e.message, icon: 'none' }))
  },
  onMore() { wx.switchTab({ url: '/pages/list/list' }) },
  onPost(e) { wx.navigateTo({ url: '/pages/post/post?id=' + e.currentTarget.dataset.id }) },
  onItem(e) { wx.navigateTo({ url: '/pages/item/item?id=' + e.currentTarget.dataset.id }) },
})
