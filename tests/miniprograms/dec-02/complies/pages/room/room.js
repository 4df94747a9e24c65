Page({
  data: {
    rooms: [
      { id: 'east', name: '东窗', free: 12, text: '靠窗长桌，上午有阳光，可以用电脑' },
      { id: 'stack', name: '书库间', free: 5, text: '单人桌，不能打电话，适合备考' },
      { id: 'court', name: '天井', free: 8, text: '藤椅与矮桌，可以小声说话，雨天关闭' },
    ],
  },
  onSeat(e) { wx.navigateTo({ url: '/pages/seat/seat?id=' + e.currentTarget.dataset.id }) },
})
