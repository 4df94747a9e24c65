import quilts from '../../data/quilts'

Page({
  data: { quilts },
  item({ currentTarget: { dataset: { id } } }) { wx.navigateTo({ url: `/pages/item/item?id=${id}` }) },
})
