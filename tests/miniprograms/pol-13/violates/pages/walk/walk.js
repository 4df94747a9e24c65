Page({
  data: { place: '' },
  async find() {
    try {
      const { latitude, longitude } = await wx.getLocation({ type: 'wgs84' })
      wx.request({
        url: 'https://maps.googleapis.com/maps/api/geocode/json',
        data: { latlng: `${latitude},${longitude}`, language: 'zh-CN', key: 'demo' },
        success: ({ data }) => this.setData({ place: data.results && data.results[0] ? data.results[0].formatted_address : '没有查到' }),
      })
    } catch {
      this.setData({ place: '也可以告诉领队您看得见的地标' })
    }
  },
})
