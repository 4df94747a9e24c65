Page({
  data: {
    list: [
      { t: '蓝印花布体验', d: '自己动手扎染一块方巾，约 90 分钟' },
      { t: '摇橹船夜游', d: '宵夜码头上船，全程四十分钟' },
      { t: '瓦当博物馆', d: '馆藏三百余件，讲解每日三场' },
      { t: '种福堂讲解', d: '清初宅院的故事，免费跟团' },
      { t: '芡实糕作坊', d: '看手艺人现做现切' },
      { t: '评弹下午茶', d: '周末两点，含一壶碧螺春' },
    ],
  },
  onLoad() {},
  open(e) {
    wx.navigateTo({ url: '/pages/detail/detail?t=' + encodeURIComponent(e.currentTarget.dataset.t) })
  },
})
