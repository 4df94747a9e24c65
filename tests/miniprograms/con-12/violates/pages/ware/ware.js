Page({
  data: { wares: ['薄胎茶盏，六只一盒', '釉下五彩梅瓶', '象牙白六寸盘'], over: false },
  onLoad() { this.setData({ over: !wx.getStorageSync('notice') }) },
  agree() {
    wx.setStorageSync('notice', 'agreed')
    this.setData({ over: false })
    getApp().fit()
  },
  refuse() {
    wx.setStorageSync('notice', 'refused')
    this.setData({ over: false })
  },
  policy() { wx.navigateTo({ url: '/pages/policy/policy' }) },
})
