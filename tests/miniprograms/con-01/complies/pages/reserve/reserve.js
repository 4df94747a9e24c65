var api = require('../../service/api')

Page({
  data: { done: false },
  onSend: function (e) {
    var that = this
    api.ask('/reserve', e.detail.value, function () { that.setData({ done: true }) })
  },
})
