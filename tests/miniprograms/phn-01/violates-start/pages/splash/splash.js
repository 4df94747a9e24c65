Page({
  data: { n: 2 },
  onLoad() {
    this.t = setInterval(() => {
      const n = this.data.n - 1
      this.setData({ n })
      if (n <= 0) {
        clearInterval(this.t)
        wx.reLaunch({ url: wx.getStorageSync('tel') ? '/pages/home/home' : '/pages/hello/hello' })
      }
    }, 700)
  },
  onUnload() {
    clearInterval(this.t)
  },
})
