var HOST = 'https://wx.yunduo-shoes.example/mp'

function Api() {}

Api.prototype.ask = function (path, params, done, failed) {
  wx.request({
    url: HOST + path,
    data: params || {},
    method: 'POST',
    header: { 'content-type': 'application/x-www-form-urlencoded' },
    success: function (res) {
      if (res.data && res.data.errno === 0) done(res.data.result)
      else if (failed) failed(res)
      else wx.showToast({ title: '网络开小差了', icon: 'none' })
    },
    fail: failed,
  })
}

module.exports = new Api()
