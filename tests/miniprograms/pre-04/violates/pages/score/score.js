Page({
  data: { scores: ['巴赫 初级钢琴曲集 第四首', '舒曼 梦幻曲', '汤普森 第一册 复习页', '彝族舞曲 改编'], ask: false },
  onLoad() { this.setData({ ask: !wx.getStorageSync('asked') }) },
  close(value) {
    wx.setStorageSync('asked', value)
    this.setData({ ask: false })
  },
  yes() { this.close('y') },
  no() { this.close('n') },
  policy() { wx.navigateTo({ url: '/pages/policy/policy' }) },
  read(e) { wx.navigateTo({ url: '/pages/read/read?n=' + e.currentTarget.dataset.n }) },
})
