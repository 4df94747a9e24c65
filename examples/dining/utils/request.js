const BASE = 'https://api.hewei-dining.example'

function call(method, path, data) {
  return new Promise((resolve, reject) => {
    wx.request({
      url: BASE + path,
      method,
      data,
      header: { 'x-token': (getApp() && getApp().globalData.token) || '' },
      success: (res) => {
        if (res.statusCode === 200 && res.data && res.data.code === 0) resolve(res.data.data)
        else reject(new Error((res.data && res.data.msg) || '服务繁忙'))
      },
      fail: (err) => reject(new Error(err.errMsg)),
    })
  })
}

module.exports = {
  get: (path, data) => call('GET', path, data),
  post: (path, data) => call('POST', path, data),
}
