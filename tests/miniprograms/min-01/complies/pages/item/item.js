import quilts from '../../data/quilts'

Page({
  data: { one: {} },
  onLoad({ id }) { this.setData({ one: quilts.find((quilt) => quilt.id === id) || quilts[0] }) },
})
