Page({
  data: { nights: ['木星冲日前后，双筒镜可见四颗卫星', '猎户座流星雨，后半夜朝东', '上弦月适合看环形山'], told: '' },
  dusk() {
    wx.getLocation({
      type: 'wgs84',
      success: ({ latitude }) => this.setData({ told: latitude > 35 ? '十七点五十' : '十八点十分' }),
      fail: () => this.setData({ told: '一般在十八点前后' }),
    })
  },
})
