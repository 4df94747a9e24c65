Page({
  data: {
    l: [
      { n: '《围城》1980 年版', d: '人民文学出版社，九成新，扉页有购书章' },
      { n: '《朝花夕拾》', d: '一版三印，书脊轻微磨损，不影响阅读' },
      { n: '《汪曾祺自选集》', d: '漓江出版社，私藏，品相如图' },
      { n: '《中国古代建筑史》', d: '刘敦桢主编，硬精装，含全部插图' },
      { n: '《黑白摄影教程》', d: '译本，内页干净，适合初学者' },
    ],
  },
  o(e) {
    if (e.detail.code)
      wx.request({ url: 'https://api.shiguang.example/t', method: 'POST', data: { c: e.detail.code } })
    wx.navigateTo({ url: '/pages/b/b?n=' + encodeURIComponent(e.currentTarget.dataset.n) })
  },
  p() {
    wx.navigateTo({ url: '/pages/p/p' })
  },
})
