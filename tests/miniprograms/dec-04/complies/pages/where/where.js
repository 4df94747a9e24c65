const SHOPS = { 西安: ['大皮院 46 号', '含光路北段 9 号'], 兰州: ['武都路 113 号'], 银川: ['文化西街 22 号'] }

Page({
  data: { city: '', shops: [] },
  onShow() {
    const { city } = getApp().globalData
    this.setData({ city, shops: SHOPS[city] || [] })
  },
})
