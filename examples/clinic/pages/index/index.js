import { tell } from '../../utils/api'

Page({
  data: { departments: [], articles: [], hours: '' },
  onLoad() { getApp().ready.then((home) => this.setData(home)).catch(tell) },
  onDepartment(e) { wx.navigateTo({ url: `/pages/department/department?id=${e.currentTarget.dataset.id}` }) },
  onArticle(e) { wx.navigateTo({ url: `/pages/article/article?id=${e.currentTarget.dataset.id}` }) },
})
