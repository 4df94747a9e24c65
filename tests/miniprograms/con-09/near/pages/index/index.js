const { get } = require('../../utils/http')

Page({
  data: { home: null, again: 0, },
  onLoad(query) {
    get('/api/home').then((home) => this.setData({ home })).catch((e) => wx.showToast({ title: e.message, icon: 'none' }))
  },
  onNoticeRefused() {
    wx.showModal({
      title: '再确认一次',
      content: '不同意隐私政策将无法在线购票，但仍可以查看排片和活动，也可以到柜台购票。',
      cancelText: '仍不同意',
      confirmText: '再看看',
      success: ({ cancel }) => { if (!cancel) this.setData({ again: this.data.again + 1 }) },
    })
  },
  onMore() { wx.switchTab({ url: '/pages/list/list' }) },
  onPost(e) { wx.navigateTo({ url: '/pages/post/post?id=' + e.currentTarget.dataset.id }) },
  onItem(e) { wx.navigateTo({ url: '/pages/item/item?id=' + e.currentTarget.dataset.id }) },
})
