Page({
  data: { plate: '', read: false, hint: '' },
  onPlate({ detail }) { this.setData({ plate: detail.value.toUpperCase() }) },
  onRead() { this.setData({ read: !this.data.read }) },
  onQuery() {
    if (!this.data.read) return this.setData({ hint: '请先阅读并勾选' })
    if (this.data.plate.length < 7) return this.setData({ hint: '车牌不完整' })
    wx.navigateTo({ url: `/pages/fee/fee?plate=${this.data.plate}` })
  },
})
