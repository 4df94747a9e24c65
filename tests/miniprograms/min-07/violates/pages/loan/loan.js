Page({
  data: { wan: 100, years: 30, rate: 3.1 },
  wan({ detail }) { this.setData({ wan: detail.value }) },
  years({ detail }) { this.setData({ years: detail.value }) },
  count() {
    const { wan, years, rate } = this.data
    wx.navigateTo({ url: `/pages/result/result?wan=${wan}&years=${years}&rate=${rate}` })
  },
})
