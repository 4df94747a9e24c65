const { get } = require('../../utils/request')
const { parseTable } = require('../../utils/table')

Page({
  data: { banner: null, stores: [], notices: [] },

  onLoad(query) {
    const app = getApp()
    const table = parseTable(query) || app.globalData.table
    if (table) {
      app.globalData.table = table
      app.session.then(({ member }) => {
        // Whoever sits at a table must be a member before the menu opens.
        if (!member || !member.phone) wx.reLaunch({ url: '/pages/login/login' })
        else wx.redirectTo({ url: '/pages/menu/menu' })
      })
      return
    }
    this.refresh()
  },

  refresh() {
    return get('/v2/home').then((home) => this.setData(home)).catch((e) => wx.showToast({ title: e.message, icon: 'none' }))
  },

  onPullDownRefresh() { this.refresh().then(() => wx.stopPullDownRefresh()) },
  onMenu() { wx.navigateTo({ url: '/pages/menu/menu' }) },
  onStores() { wx.navigateTo({ url: '/pages/stores/stores' }) },
  onShareAppMessage() { return { title: '禾味小馆 · 现炒热菜' } },
})
