Page({
  data: { fee: null },
  onLoad({ plate }) {
    wx.request({ url: 'https://park.xishikou.example/fee', data: { plate: plate || '' }, success: ({ data }) => this.setData({ fee: data }) })
  },
  onPay() { wx.showToast({ title: '请在出口扫码确认', icon: 'none' }) },
})
