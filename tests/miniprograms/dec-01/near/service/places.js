// Reading rooms; the distance is for a later version.
function distance(done) {
  wx.getLocation({ success: function (res) { done(res.latitude, res.longitude) } })
}

module.exports = { rooms: ['一层 少儿阅览室', '二层 文学阅览室', '三层 自习室'], distance: distance }
