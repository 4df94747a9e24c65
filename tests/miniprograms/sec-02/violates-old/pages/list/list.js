Page({
  data: { list: [] },
  onLoad() {

    wx.request({ url: 'https://api.oldgate-noodle.example/list', success: ({ data }) => this.setData({ list: data.list || [] }) })
  },
  one({ currentTarget }) { wx.navigateTo({ url: '/pages/one/one?n=' + currentTarget.dataset.n }) },
})
