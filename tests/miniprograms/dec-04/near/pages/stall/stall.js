Page({
  data: {
    goods: [
      { id: 'mushroom', name: '干香菇', price: '半斤 38 元' },
      { id: 'bamboo', name: '笋干', price: '半斤 30 元' },
      { id: 'honey', name: '土蜂蜜', price: '一斤 68 元' },
    ],
  },
  onLive() {
    wx.navigateTo({ url: 'plugin-private://wx2b03c6e691cd7370/pages/live-player-plugin?room_id=[28]', fail: () => wx.showToast({ title: '今天的直播已结束', icon: 'none' }) })
  },
})
