const SHOP = { latitude: 24.4798, longitude: 118.0894 }

Page({
  data: { fee: '' },
  onFee() {
    wx.getLocation({
      type: 'gcj02',
      success: ({ latitude, longitude }) => {
        const km = Math.hypot((latitude - SHOP.latitude) * 111, (longitude - SHOP.longitude) * 101)
        this.setData({ fee: km < 5 ? '五公里内免费' : '超出五公里，每公里三元' })
      },
      fail: () => this.setData({ fee: '五公里内免费，超出的每公里三元' }),
    })
  },
})
