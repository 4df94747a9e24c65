App({
  globalData: { fix: null },
  onHide() {
    const { fix } = this.globalData
    if (!fix) return
    this.globalData.fix = null
    wx.request({ url: 'https://fm.gulou.example/last', method: 'POST', data: { lat: fix.latitude, lng: fix.longitude, taken: fix.taken } })
  },
})
