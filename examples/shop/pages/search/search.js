import { server, complain } from '../../utils/server'

Page({
  data: { found: [], hints: ['钢笔', '方格本', '水彩', '胶带'] },
  onWords(e) { server('GET', '/search', { q: e.detail.value }).then((found) => this.setData({ found })).catch(complain) },
  onHint(e) { server('GET', '/search', { q: e.currentTarget.dataset.word }).then((found) => this.setData({ found })).catch(complain) },
  onGoods(e) { wx.navigateTo({ url: `/packages/goods/detail/detail?sku=${e.currentTarget.dataset.sku}` }) },
})
