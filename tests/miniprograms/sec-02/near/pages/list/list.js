Page({
  data: { list: [] },
  onLoad() {
    wx.request({ url: 'https://img.shiziling-tea.example/today' })

    wx.request({ url: 'https://www.shiziling-tea.example/list', success: ({ data }) => this.setData({ list: data.list || [] }) })
  },
  one({ currentTarget }) { wx.navigateTo({ url: '/pages/one/one?n=' + currentTarget.dataset.n }) },
})
