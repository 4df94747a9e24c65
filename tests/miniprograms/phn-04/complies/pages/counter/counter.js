import { call } from '../../services/api'

Page({
  data: { cups: [] },
  async onLoad() {
    const { cups } = await call('/cups')
    this.setData({ cups })
  },
  openCup(e) { wx.navigateTo({ url: `/pages/cup/cup?id=${e.detail.id}` }) },
})
