Page({
  data: {
    birds: [
      { id: 'crane', name: '丹顶鹤', when: '十一月到次年三月', pic: 'https://bailu-1300000001.cos.ap-nanjing.myqcloud.com/crane.jpg' },
      { id: 'spoon', name: '勺嘴鹬', when: '八月到十月，条子泥高潮位', pic: 'https://img.alicdn.com/bailu/spoon.jpg' },
      { id: 'stork', name: '东方白鹳', when: '全年，塔架上筑巢', pic: 'https://cdn.jsdelivr.net/gh/bailu/pics/stork.jpg' },
    ],
    near: '',
  },
  see(e) { wx.navigateTo({ url: `/pages/bird/bird?id=${e.currentTarget.dataset.id}` }) },
  nearest() {
    wx.getLocation({
      type: 'gcj02',
      success: ({ latitude, longitude }) =>
        wx.request({
          url: 'https://apis.map.qq.com/ws/place/v1/search',
          data: { keyword: '观鸟', boundary: `nearby(${latitude},${longitude},5000)`, key: 'OB4BZ-D4W3U' },
          success: ({ data }) => this.setData({ near: data.data && data.data.length ? data.data[0].title : '五公里内没有' }),
        }),
      fail: () => this.setData({ near: '请看入口处的导览牌' }),
    })
  },
})
