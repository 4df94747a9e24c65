const goods = [
  { id: 'coat', name: '羽绒服', price: 45, days: '四天', care: '中性洗剂低温水洗，烘干时放入网球让绒回弹。' },
  { id: 'suit', name: '西服两件套', price: 58, days: '三天', care: '干洗后人台整烫，肩线和驳头单独定型。' },
  { id: 'shoe', name: '运动鞋', price: 25, days: '两天', care: '手工刷洗，鞋带单洗，四十度热风烘干。' },
  { id: 'duvet', name: '冬被', price: 60, days: '五天', care: '大筒水洗，除螨后真空包装送回。' },
]

Page({
  data: { goods },
  care(e) {
    const { id } = e.currentTarget.dataset
    wx.navigateTo({ url: `/pages/care/care?text=${encodeURIComponent(goods.find((one) => one.id === id).care)}` })
  },
})
