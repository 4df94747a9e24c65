const BASE = 'https://api.yinhe-cinema.example'

function send(method, path, data) {
  return new Promise((resolve, reject) => {
    wx.request({
      url: BASE + path,
      method,
      data,
      success: ({ statusCode, data: body }) => (statusCode === 200 && body.code === 0 ? resolve(body.data) : reject(new Error(body.msg || '网络开小差了'))),
      fail: (err) => reject(new Error(err.errMsg)),
    })
  })
}

module.exports = { get: (path, data) => send('GET', path, data), post: (path, data) => send('POST', path, data) }
