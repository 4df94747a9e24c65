Page({
  data: { camps: ['松林营地，可生火，水源两百米', '垭口营地，避风，最多八顶帐篷', '河谷营地，夏季蚊虫较多'] },
  onNearby() {
    wx.getLocation({
      success: () => this.setData({ camps: [...this.data.camps].reverse() }),
      fail: () => wx.showModal({ title: '没有位置', content: '没有位置信息，营地按名称排列。想看附近的，可在设置中打开位置。', showCancel: false }),
    })
  },
  onGear() { wx.navigateTo({ url: '/pages/gear/gear' }) },
})
