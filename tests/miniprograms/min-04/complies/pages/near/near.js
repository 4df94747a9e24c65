const shops = ['北行店，崇山东路 5 号', '太原街店，地铁口 B 出来左手', '铁西店，兴工街 88 号']

Page({
  data: { shops, tip: '' },
  onLoad() {
    wx.getLocation({
      type: 'gcj02',
      success: ({ latitude, longitude }) =>
        wx.request({
          url: 'https://soy.sijidoujiang.example/near',
          method: 'POST',
          data: { latitude, longitude },
          success: ({ data }) => this.setData({ tip: data.tip }),
        }),
      fail: () => this.setData({ tip: '没有定位，门店按开业先后排列。' }),
    })
  },
})
