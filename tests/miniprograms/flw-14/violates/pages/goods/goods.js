const GOODS = [
  { id: 'rice', name: '五常稻花香 5 公斤', price: 68 },
  { id: 'millet', name: '沁州黄小米 2 公斤', price: 46 },
  { id: 'bean', name: '林甸红小豆 1 公斤', price: 19 },
  { id: 'oat', name: '坝上裸燕麦 1 公斤', price: 22 },
]

Page({
  data: { goods: GOODS },
  onAdd({ currentTarget }) {
    const { basket } = getApp().globalData
    const { id } = currentTarget.dataset
    basket[id] = (basket[id] || 0) + 1
    wx.navigateTo({ url: '/pages/basket/basket' })
  },
})
