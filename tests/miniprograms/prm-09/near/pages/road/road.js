Page({
  data: { road: '' },
  onRoad() {
    wx.getLocation({
      type: 'gcj02',
      success: (place) => {
        getApp().globalData.fix = { ...place, taken: Date.now() }
        wx.request({
          url: 'https://fm.gulou.example/road',
          method: 'POST',
          data: { lat: place.latitude, lng: place.longitude },
          success: ({ data }) => this.setData({ road: data.road }),
        })
      },
      fail: () => this.setData({ road: '没有位置，播报全城：南二环西向缓行' }),
    })
  },
})
