const ask = (path) => new Promise((resolve, reject) => wx.request({ url: 'https://river.hezhang.example' + path, success: (r) => resolve(r.data), fail: reject }))

/** 公示牌上的河长，公开信息，不是微信用户资料。 */
module.exports = {
  getUserProfile: (reach) => ask('/keepers/' + reach),
  getUserInfo: () => ask('/keepers'),
}
