Component({
  data: { open: false },
  lifetimes: { attached() { this.setData({ open: !wx.getStorageSync('chosen') }) } },
  methods: {
    read() { wx.navigateTo({ url: '/pages/privacy/privacy' }) },
    choose({ currentTarget: { dataset } }) {
      wx.setStorageSync('chosen', dataset.said)
      this.setData({ open: false })
      if (dataset.said === 'yes') getApp().onAgreed()
    },
  },
})
