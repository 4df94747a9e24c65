Page({
  data: { wares: ['薄胎茶盏，六只一盒，对着灯能看见手指，一百八十元', '釉下五彩梅瓶，高二十六公分，牡丹纹，三百二十元', '象牙白六寸盘，可以进微波炉，单只二十八元'], over: false },
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
