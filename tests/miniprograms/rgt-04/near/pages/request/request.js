Page({
  data: { answer: '' },
  ask({ currentTarget: { dataset } }) {
    wx.request({
      url: 'https://studio.mossgate.example/data/' + dataset.want,
      method: 'POST',
      success: ({ data }) => this.setData({ answer: data.answer }),
    })
  },
})
