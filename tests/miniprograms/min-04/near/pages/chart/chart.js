const ways = require('../../ways')

Page({
  data: {
    center: { latitude: 28.6489, longitude: 121.2655 },
    markers: ways.map(({ id, at }) => ({ id, latitude: at[0], longitude: at[1], width: 24, height: 32 })),
    ways,
    here: '',
  },
  onLoad() {
    wx.getLocation({
      type: 'gcj02',
      success: ({ latitude, longitude }) => this.setData({ center: { latitude, longitude }, here: '蓝点是您现在的位置' }),
      fail: () => this.setData({ here: '没有定位，地图停在黄岩城区' }),
    })
  },
  way({ currentTarget }) { wx.navigateTo({ url: '/pages/way/way?id=' + currentTarget.dataset.id }) },
  rule() { wx.navigateTo({ url: '/pages/rule/rule' }) },
})
