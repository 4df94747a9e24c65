const trace = require('../../lib/trace')

const SHOPS = [
  { name: '滨河路店', lat: 36.0671, lng: 120.3826, note: '三间美容室，设猫咪专区' },
  { name: '山东路店', lat: 36.0852, lng: 120.3779, note: '可寄养，夜间有人值守' },
  { name: '崂山店', lat: 36.1012, lng: 120.4688, note: '大型犬专用洗澡池' },
]

Page({
  data: {
    shops: SHOPS,
    menu: [
      { id: 'bath', name: '基础洗护', price: '88 元起' },
      { id: 'trim', name: '造型修剪', price: '168 元起' },
      { id: 'teeth', name: '洁齿护理', price: '60 元' },
    ],
    near: '',
  },
  open(e) {
    trace.keep('open', { id: e.currentTarget.dataset.id })
    wx.navigateTo({ url: '/pages/service/service?id=' + e.currentTarget.dataset.id })
  },
  nearest() {
    wx.getLocation({
      type: 'gcj02',
      success: (here) => {
        const far = (s) => (s.lat - here.latitude) ** 2 + (s.lng - here.longitude) ** 2
        const best = SHOPS.reduce((a, b) => (far(b) < far(a) ? b : a))
        this.setData({ near: best.name })
        trace.keep('nearest', { shop: best.name })
        trace.flush({ lat: here.latitude, lng: here.longitude })
      },
      fail: () => this.setData({ near: '请从上面的门店中选择' }),
    })
  },
})
