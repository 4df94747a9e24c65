Page({
  data: { ponds: ['柳溪塘，鲫鱼为主，日费八十', '石桥水库，禁路亚，免费', '望湖塘，周末放鱼五百斤'], tip: '' },
  onNear() { wx.getLocation({ success: () => this.setData({ tip: '柳溪塘最近' }), fail: () => this.setData({ tip: '按名称排列' }) }) },
  onBait() { wx.navigateTo({ url: '/pages/bait/bait' }) },
})
