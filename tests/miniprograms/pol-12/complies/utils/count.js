export function count(event, extra = {}) {
  if (!getApp().count) return
  const { model, brand } = wx.getDeviceInfo()
  wx.request({ url: 'https://umini.shujupie.com/wxm_logs', method: 'POST', data: { event, model, brand, ...extra } })
}
