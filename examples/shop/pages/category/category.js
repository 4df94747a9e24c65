import { server, complain } from '../../utils/server'

Page({
  data: { kinds: [] },
  onLoad() { server('GET', '/kinds').then((kinds) => this.setData({ kinds })).catch(complain) },
  onKind(e) { wx.navigateTo({ url: `/packages/goods/list/list?kind=${e.currentTarget.dataset.kind}` }) },
})
