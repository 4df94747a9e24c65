var api = require('../../service/api')

Page({
  data: { spot: '', },
  onLoad: function () {
  },
  onNear: function () {
    wx.getLocation({
      success: ({ latitude, longitude }) => wx.request({ url: 'https://apis.map.qq.com/ws/geocoder/v1/', data: { location: latitude + ',' + longitude }, success: ({ data }) => this.setData({ spot: data.name || '已定位' }) }),
      fail: () => this.setData({ spot: '请查看公告中的地址' }),
    })
  },
})
