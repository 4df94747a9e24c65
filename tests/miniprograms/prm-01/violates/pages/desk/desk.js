Page({
  data: {
    jobs: [
      { id: 1, name: '黑白双面 A4', price: '0.2 元一页', note: '论文、讲义，十分钟可取' },
      { id: 2, name: '彩色海报 A2', price: '28 元一张', note: '铜版纸，可覆哑膜' },
      { id: 3, name: '胶装成册', price: '9 元一册', note: '含封面打印，最厚四百页' },
      { id: 4, name: '名片两百张', price: '35 元一盒', note: '三百克卡纸，次日可取' },
    ],
  },
  onLoad() {
    wx.authorize({ scope: 'scope.camera', success: () => {}, fail: () => {} })
  },
  onJob(e) { wx.navigateTo({ url: `/pages/paper/paper?id=${e.currentTarget.dataset.id}` }) },
  onPrices() { wx.navigateTo({ url: '/pages/prices/prices' }) },
})
