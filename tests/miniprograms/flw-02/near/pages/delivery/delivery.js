Page({
  data: { note: '' },
  onPhone: function (e) {
    var that = this
    if (!e.detail.code) {
      that.setData({ note: 'You can also collect your plants from the yard.' })
      return
    }
    wx.request({
      url: 'https://accounts.fernbank-group.example/v1/phone',
      method: 'POST',
      data: { credential: e.detail.code },
      success: function () { that.setData({ note: 'Thank you, we will ring before we come.' }) },
    })
  },
})
