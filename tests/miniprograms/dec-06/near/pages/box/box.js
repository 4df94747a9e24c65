Page({
  data: { boxes: ['一号：市图书馆北门', '二号：滨江公园驿站', '三号：大学路地铁口'], first: '' },
  onWhere() {
    wx.getLocation({
      success: ({ longitude }) => this.setData({ first: longitude > 112.95 ? '离您最近的是二号' : '离您最近的是三号' }),
      fail: () => this.setData({ first: '三个柜子都在上面' }),
    })
  },
})
