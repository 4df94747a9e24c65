var api = require('../../service/api')

Page({
  data: { rides: null },
  onPhone: function (e) {
    var that = this
    if (e.detail.code) api.ask('/rides', { code: e.detail.code }, function (rides) { that.setData({ rides: rides }) })
  },
})
