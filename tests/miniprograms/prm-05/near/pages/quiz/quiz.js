const words = ['海阔天空', '空前绝后', '后来居上', '上善若水', '水到渠成', '成竹在胸']
Page({
  data: { words: words.slice(0, 3), board: '登山小队领先，今天接到第四十二条' },
  onLoad() {
    wx.getFuzzyLocation({
      type: 'wgs84',
      success: () => this.setData({ board: '本城第一名接了五十条' }),
      fail: () => wx.showToast({ title: '先看全国榜单', icon: 'none' }),
    })
  },
  onNext() { this.setData({ words: words.slice(0, Math.min(words.length, this.data.words.length + 1)) }) },
  onEnd() { wx.navigateTo({ url: '/pages/end/end' }) },
})
