var api = require('../../service/api')
var places = require('../../service/places')

Page({
  data: { number: '', rooms: places.rooms, },
  onLoad: function () {
  },
  onPaste: function () {
    var that = this
    wx.getClipboardData({
      success: function (res) { that.setData({ number: '已粘贴 ' + res.data.length + ' 个字符' }) },
      fail: function () { that.setData({ number: '未读取' }) },
    })
  },
})
