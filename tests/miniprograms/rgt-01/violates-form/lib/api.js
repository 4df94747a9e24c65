const HOST = 'https://api.jingyishe.example'

module.exports = function post(path, data) {
  return new Promise((resolve, reject) => {
    wx.request({
      url: HOST + path,
      method: 'POST',
      data,
      success: (res) => (res.statusCode === 200 ? resolve(res.data) : reject(new Error(String(res.statusCode)))),
      fail: reject,
    })
  })
}
