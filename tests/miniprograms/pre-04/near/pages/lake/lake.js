Page({
  data: { boats: [], night: false },
  onLoad() {
    wx.request({
      url: 'https://boat.changdi.example/boats',
      header: { token: wx.getStorageSync('session') },
      success: ({ data }) => this.setData({ boats: data.boats || [] }),
    })
  },
  theme() {
    const night = !this.data.night
    wx.setStorageSync('theme', night ? 'night' : 'day')
    this.setData({ night })
  },
  rent() { wx.navigateTo({ url: '/pages/rent/rent' }) },
})
