class Um {
  constructor() {
    this.id = wx.getStorageSync('um_uuid') || this.make()
  }

  make() {
    const id = `${Date.now().toString(16)}-${Math.random().toString(16).slice(2, 14)}-umwx`
    wx.setStorageSync('um_uuid', id)
    return id
  }

  log(name) {
    wx.request({ url: 'https://umini.shujupie.com/wxm_logs', method: 'POST', data: { uid: this.id, name } })
  }
}

module.exports = Um
