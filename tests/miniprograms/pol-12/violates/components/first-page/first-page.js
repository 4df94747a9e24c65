Component({
  data: { open: false },
  lifetimes: {
    attached() { this.setData({ open: !wx.getStorageSync('paper') }) },
  },
  methods: {
    read() { wx.navigateTo({ url: '/pages/paper/paper' }) },
    yes() {
      this.setData({ open: false })
      getApp().onAgreed()
    },
    no() {
      wx.setStorageSync('paper', 'no')
      this.setData({ open: false })
    },
  },
})
