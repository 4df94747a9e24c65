Page({
  data: { bays: ['一号工位，空闲', '二号工位，约八分钟', '三号工位，打蜡中，约四十分钟'], tip: '' },
  onNear() { wx.getLocation({ success: () => this.setData({ tip: '东环店最近' }), fail: () => this.setData({ tip: '请直接到店' }) }) },
  onPrice() { wx.navigateTo({ url: '/pages/price/price' }) },
})
