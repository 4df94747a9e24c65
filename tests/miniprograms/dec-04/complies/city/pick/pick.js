Page({
  data: { cities: ['西安', '兰州', '银川'] },
  onPick({ currentTarget }) {
    getApp().globalData.city = currentTarget.dataset.name
    wx.navigateBack()
  },
  onAll() {
    wx.navigateTo({ url: 'plugin://citySelector/index?key=ZSMG&referer=灶上面馆', fail: () => wx.showToast({ title: '暂时只有这三个城市', icon: 'none' }) })
  },
})
