var api = require('../../service/api')

Page({
  data: { one: {}, state: '', },
  onLoad: function (query) {
    var that = this
    that.id = query.id || '1'
    api.ask('/thing/' + that.id, {}, function (one) { that.setData({ one: one }) })
  },
  onPhone: function (e) {
    var that = this
    if (!e.detail.code) {
      that.setData({ state: '您也可以到店登记' })
      return
    }
    api.ask('/stay', { code: e.detail.code }, function () { that.setData({ state: '已登记，客服会与您联系' }) })
  },
})
