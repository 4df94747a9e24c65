var api = require('../../service/api')

Page({
  data: { one: {}, lot: {}, },
  onLoad: function (query) {
    var that = this
    that.id = query.id || '1'
    api.ask('/thing/' + that.id, {}, function (one) { that.setData({ one: one }) })
    api.ask('/lot', { id: that.id }, function (lot) { that.setData({ lot: lot }) })
  },
  onRoute: function () {
    api.ask('/route', { id: this.data.lot.no, to: this.data.lot.lat + ',' + this.data.lot.lng, tel: this.data.lot.tel }, function () {
      wx.showToast({ title: '已生成路线', icon: 'none' })
    })
  },
})
