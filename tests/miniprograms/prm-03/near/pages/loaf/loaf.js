Page({
  data: { loaves: ['乡村酸种，十六元', '海盐卷，八元', '核桃裸麦，二十二元', '奶香吐司，十八元'], tip: '' },
  onNear() { wx.getLocation({ success: () => this.setData({ tip: '学院路店有货' }), fail: () => this.setData({ tip: '各店均可预留' }) }) },
  onFlour() { wx.navigateTo({ url: '/pages/flour/flour' }) },
})
