const HALLS = [
  { n: '城北馆', d: '十二片塑胶场，灯光不刺眼', lat: 39.98, lng: 116.31 },
  { n: '城南馆', d: '八片木地板，周末有陪打', lat: 39.83, lng: 116.29 },
]

Page({
  data: { halls: HALLS, close: '' },
  onClose() {
    wx.getLocation({
      success: ({ latitude }) => this.setData({ close: latitude > 39.9 ? '城北馆' : '城南馆' }),
      fail: () => this.setData({ close: '两个馆都可以' }),
    })
  },
})
