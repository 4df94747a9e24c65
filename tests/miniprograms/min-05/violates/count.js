const URL = 'https://ulogs.umeng.com/wx/launch'

function number() {
  const kept = wx.getStorageSync('_n')
  if (kept) return kept
  const made = Date.now().toString(36) + Math.random().toString(36).slice(2, 18)
  wx.setStorageSync('_n', made)
  return made
}

exports.start = function () {
  const info = wx.getSystemInfoSync()
  wx.getNetworkType({
    complete: ({ networkType }) =>
      wx.request({
        url: URL,
        method: 'POST',
        data: {
          uuid: number(),
          brand: info.brand,
          model: info.model,
          system: info.system,
          platform: info.platform,
          language: info.language,
          version: info.version,
          SDKVersion: info.SDKVersion,
          screenWidth: info.screenWidth,
          screenHeight: info.screenHeight,
          pixelRatio: info.pixelRatio,
          statusBarHeight: info.statusBarHeight,
          networkType,
        },
      }),
  })
}
