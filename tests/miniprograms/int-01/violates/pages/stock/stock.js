Page({
  onLoad() { if (!getApp().desk) wx.reLaunch({ url: '/pages/front/front' }) },
})
