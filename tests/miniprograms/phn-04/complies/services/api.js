const ROOT = 'https://api.dukou-coffee.example/v2'

export const call = (path, data) =>
  new Promise((resolve, reject) => {
    wx.request({
      url: ROOT + path,
      method: data ? 'POST' : 'GET',
      data,
      success: (answer) => (answer.statusCode < 300 ? resolve(answer.data) : reject(answer.statusCode)),
      fail: reject,
    })
  })
