Page({
  data: {
    prints: [
      { title: '雨中骑楼', kind: '木刻套色，三版', size: '四十乘六十厘米' },
      { title: '大浪村口', kind: '铜版蚀刻', size: '二十乘三十厘米' },
      { title: '蔡屋旧事', kind: '丝网，限量四十', size: '五十乘七十厘米' },
    ],
  },
  look(e) {
    const { title, kind, size } = this.data.prints[e.currentTarget.dataset.n]
    wx.navigateTo({ url: `/pages/print/print?t=${title}&k=${kind}&s=${size}` })
  },
})
