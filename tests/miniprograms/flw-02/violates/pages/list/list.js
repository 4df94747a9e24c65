const { get } = require('../../utils/http')

Page({
  data: { items: [], spot: '', },
  onLoad() {
    get('/api/items').then(({ items }) => this.setData({ items })).catch((e) => wx.showToast({ title: e.message, icon: 'none' }))
  },
  onNear() {
    wx.getLocation({
      type: 'gcj02',
      success: ({ latitude, longitude }) => wx.request({ url: 'https://restapi.amap.com/v3/geocode/regeo', data: { location: longitude + ',' + latitude }, success: ({ data }) => this.setData({ spot: data.name || '已定位' }) }),
      fail: () => {
        this.setData({ spot: '请自行选择' })
      },
    })
  },
  onItem(e) { wx.navigateTo({ url: '/pages/item/item?id=' + e.currentTarget.dataset.id }) },
})
