const calendar = require('../../calendar')

Page({
  data: { calendar },
  dish({ currentTarget }) { wx.navigateTo({ url: '/pages/dish/dish?n=' + currentTarget.dataset.n }) },
})
