var api = require('../../service/api')

Page({
  data: { items: [], posts: [], },
  onLoad: function (query) {
    var that = this
    api.ask('/start', {}, function (result) { that.setData(result) })
  },
  toItem: function (e) {
    wx.navigateTo({ url: '../thing/thing?id=' + e.currentTarget.dataset.id })
  },
})
