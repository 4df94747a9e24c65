import { count } from '../../utils/count'

Page({
  data: { ask: true, pieces: [['杜十娘', '蒋调，八分钟'], ['蝶恋花', '赵开生谱曲'], ['宝玉夜探', '徐丽仙传腔']] },
  onLoad() { this.setData({ ask: !wx.getStorageSync('answered') }) },
  agree() {
    wx.setStorageSync('answered', 1)
    this.setData({ ask: false })
    getApp().count = true
    count('open')
  },
  decline() {
    wx.setStorageSync('answered', 2)
    this.setData({ ask: false })
  },
  rules() { wx.navigateTo({ url: '/pages/privacy/privacy' }) },
  hear(e) { wx.navigateTo({ url: '/pages/piece/piece?n=' + e.currentTarget.dataset.n }) },
})
