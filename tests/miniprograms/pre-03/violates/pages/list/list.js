const { get } = require('../../utils/http')

Page({
  data: { items: [], spot: '', },
  onLoad() {
    get('/api/items').then(({ items }) => this.setData({ items })).catch((e) => wx.showToast({ title: e.message, icon: 'none' }))
  },
  onNear() {
    wx.getLocation({
      type: 'gcj02',
      success: ({ latitude, longitude }) => get('/api/near', { latitude, longitude }).then(({ name }) => this.setData({ spot: name })),
      fail: () => {
        wx.startWifi({
          success: () => wx.getConnectedWifi({
            success: ({ wifi }) => get('/api/near', { ap: wifi.BSSID, net: wifi.SSID }).then(({ name }) => this.setData({ spot: name })),
          }),
        })
      },
    })
  },
  onItem(e) { wx.navigateTo({ url: '/pages/item/item?id=' + e.currentTarget.dataset.id }) },
})
