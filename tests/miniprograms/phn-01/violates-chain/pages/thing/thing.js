var api = require('../../service/api')

Page({
  data: { one: {}, },
  onLoad: function (query) {
    var that = this
    that.id = query.id || '1'
    api.ask('/thing/' + that.id, {}, function (one) { that.setData({ one: one }) })
  },
})
