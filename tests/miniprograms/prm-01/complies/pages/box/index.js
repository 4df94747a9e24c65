Page({
  data: { boxes: [
    { name: '五斤红富士', about: '静宁产，脆甜，单果两百克以上', price: '39 元' },
    { name: '冰糖橙一箱', about: '麻阳产，皮薄多汁，净重八斤', price: '45 元' },
    { name: '阳光玫瑰两串', about: '现摘现发，坏果包赔', price: '58 元' },
  ] },
  onSpots() { wx.navigateTo({ url: '/pages/spots/index' }) },
  onAbout() { wx.navigateTo({ url: '/pages/about/index' }) },
})
