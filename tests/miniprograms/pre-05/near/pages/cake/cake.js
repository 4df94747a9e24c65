const ABOUT = { jm: '海拔一千六百米，树龄百年以上，第三泡起回甘。', ym: '单株采摘，编号入册，每饼附采摘人姓名。', sh: '勐海发酵，昆明干仓，无堆味，适合煮饮。' }

Page({
  data: { about: '', told: false },
  onLoad({ id }) { this.setData({ about: ABOUT[id] || ABOUT.jm }) },
  onPhone({ detail }) {
    if (!detail.code) return
    wx.request({ url: 'https://tea.lancang.example/arrivals', method: 'POST', header: { session: getApp().session }, data: { code: detail.code }, success: () => this.setData({ told: true }) })
  },
})
