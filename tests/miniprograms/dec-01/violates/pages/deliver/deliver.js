Page({
  data: { to: null, tip: '' },
  onPick: function () {
    var that = this
    wx.chooseAddress({
      success: function (res) { that.setData({ to: res, tip: '' }) },
      fail: function () { that.setData({ tip: '未能读取地址，请到店自取' }) },
    })
  },
})
