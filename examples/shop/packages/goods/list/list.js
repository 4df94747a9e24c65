import { server, complain } from '../../../utils/server'

Page({
  data: { goods: [] },
  onLoad({ kind = 'k1' }) { server('GET', '/list', { kind }).then((goods) => this.setData({ goods })).catch(complain) },
  onGoods(e) { wx.navigateTo({ url: `/packages/goods/detail/detail?sku=${e.currentTarget.dataset.sku}` }) },
})
