import { server, complain } from '../../utils/server'

Page({
  data: { slogans: [], goods: [] },
  onLoad() { server('GET', '/home').then((home) => this.setData(home)).catch(complain) },
  onSearch() { wx.navigateTo({ url: '/pages/search/search' }) },
  onGoods(e) { wx.navigateTo({ url: `/packages/goods/detail/detail?sku=${e.currentTarget.dataset.sku}` }) },
})
