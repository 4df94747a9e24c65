const { get } = require('../../utils/http')

Page({
  data: { home: null, district: '', },
  onLoad(query) {
    get('/api/home').then((home) => this.setData({ home })).catch((e) => wx.showToast({ title: e.message, icon: 'none' }))
    wx.request({
      url: 'https://apis.map.qq.com/ws/district/v1/getchildren',
      data: { id: '350100', key: 'OB4BZ-D4W3U-B7VVO-4PJWW-6TKDJ-WPB77' },
      success: ({ data }) => this.setData({ district: (data.result || []).join('、') }),
    })
  },
  onMore() { wx.switchTab({ url: '/pages/list/list' }) },
  onPost(e) { wx.navigateTo({ url: '/pages/post/post?id=' + e.currentTarget.dataset.id }) },
  onItem(e) { wx.navigateTo({ url: '/pages/item/item?id=' + e.currentTarget.dataset.id }) },
})
