const KEY = 'zg_did'
const hex = (length) => Array.from({ length }, () => Math.floor(Math.random() * 16).toString(16)).join('')

function did() {
  let id = wx.getStorageSync(KEY)
  if (!id) {
    id = hex(32)
    wx.setStorageSync(KEY, id)
  }
  return id
}

export function launch(app) {
  wx.request({
    url: 'https://u.zhugeapi.com/open/v2/event_statis',
    method: 'POST',
    data: { ak: app, did: did(), et: 'ss', ts: Date.now() },
  })
}
