const { globalData } = getApp()

Page({
  data: { pick: true },
  onShow() { this.setData({ pick: globalData.pick }) },
  turn({ detail: { value } }) {
    globalData.pick = value
    globalData.cooked = []
    this.setData({ pick: value })
  },
})
