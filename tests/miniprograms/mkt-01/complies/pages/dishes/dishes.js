import { menu } from '../../menu'

const { globalData } = getApp()

Page({
  data: { menu, picked: [] },
  onShow() {
    const tags = globalData.cooked
    this.setData({ picked: globalData.pick ? menu.filter(({ tag }) => tags.length === 0 || tags.includes(tag)).slice(0, 2) : [] })
  },
  open(event) {
    const { id, tag } = event.currentTarget.dataset
    globalData.cooked = [...globalData.cooked, tag]
    wx.navigateTo({ url: `/pages/dish/dish?id=${id}` })
  },
  settings() { wx.navigateTo({ url: '/pages/settings/settings' }) },
})
