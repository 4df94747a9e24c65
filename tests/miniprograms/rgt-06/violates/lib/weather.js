const HOST = 'https://api.yuyan-weather.example'

module.exports = function weather(path, data) {
  return new Promise((resolve) => {
    wx.request({
      url: HOST + path,
      method: 'POST',
      data,
      success: ({ data: body }) => resolve(body),
      fail: () => resolve({ text: '网络不通，下拉再试' }),
    })
  })
}
