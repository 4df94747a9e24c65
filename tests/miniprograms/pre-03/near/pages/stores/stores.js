var api = require('../../service/api')

Page({
  data: { stores: [], cities: [] },
  onLoad: function () {
    var that = this
    wx.getLocation({
      success: function (res) { that.load({ lat: res.latitude, lng: res.longitude }) },
      fail: function () { that.setData({ cities: ['泉州', '厦门', '福州', '漳州', '莆田'] }) },
    })
  },
  load: function (where) {
    var that = this
    api.ask('/stores', where, function (result) { that.setData({ stores: result.stores }) })
  },
  onCity: function (e) { this.load({ city: e.currentTarget.dataset.city }) },
})
