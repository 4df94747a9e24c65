const ask = (path, data = {}) =>
  new Promise((resolve, reject) => {
    const { place } = getApp().globalData
    wx.request({
      url: 'https://api.lvdao.example' + path,
      method: 'POST',
      data: place ? { ...data, lat: place.latitude, lng: place.longitude } : data,
      success: ({ statusCode, data: body }) => (statusCode === 200 ? resolve(body) : reject(new Error(String(statusCode)))),
      fail: reject,
    })
  })

module.exports = { ask }
