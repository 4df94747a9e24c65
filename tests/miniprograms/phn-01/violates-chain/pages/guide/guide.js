var api = require('../../service/api')

Page({
  data: { post: {} },
  onLoad: function (query) {
    var that = this
    api.ask('/guide/' + (query.id || '1'), {}, function (post) { that.setData({ post: post }) })
  },
})
