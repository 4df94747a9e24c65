Page({
  onPlan() {
    const end = JSON.stringify({ name: '砖窑美术馆', latitude: 27.8102, longitude: 119.1386 })
    wx.navigateTo({
      url: `plugin://routePlan/index?key=BRICKKILN&referer=砖窑美术馆&endPoint=${end}`,
      fail: () => wx.showToast({ title: '请按地址前往', icon: 'none' }),
    })
  },
})
