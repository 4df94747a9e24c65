const SPOTS = [
  { k: '鼓楼广场', n: 14, lat: 32.0583, lng: 118.7769, t: '东南角，树荫下，有充气泵' },
  { k: '玄武湖北门', n: 6, lat: 32.0876, lng: 118.7925, t: '地铁口出来右手边，周末早上紧张' },
  { k: '先锋书店', n: 9, lat: 32.0512, lng: 118.7647, t: '停车场入口旁，晚上十点前可以还' },
]

Page({
  data: { spots: SPOTS },
  onSort() {
    wx.getLocation({
      type: 'gcj02',
      success: ({ latitude, longitude }) => {
        const d = (s) => Math.hypot(s.lat - latitude, s.lng - longitude)
        this.setData({ spots: SPOTS.slice().sort((a, b) => d(a) - d(b)) })
      },
      fail: () => wx.showToast({ title: '按默认顺序显示', icon: 'none' }),
    })
  },
})
