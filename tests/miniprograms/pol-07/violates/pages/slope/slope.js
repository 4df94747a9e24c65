Page({
  data: {
    slopes: [['鹿道', '初级，一千二百米，坡度十度'], ['松针道', '中级，两千米，夜场开放'], ['鹰嘴', '高级，落差三百八十米，须戴头盔']],
    here: '',
  },
  onHere() {
    wx.getLocation({
      success: ({ latitude, longitude }) => {
        wx.request({
          url: 'https://ski.majiagou.example/where',
          method: 'POST',
          data: { latitude, longitude },
          success: ({ data }) => this.setData({ here: data.slope }),
        })
      },
      fail: () => this.setData({ here: '没有定位，可按路牌编号在图上找' }),
    })
  },
  onLesson() { wx.navigateTo({ url: '/pages/lesson/lesson' }) },
  onPolicy() { wx.navigateTo({ url: '/pages/policy/policy' }) },
})
