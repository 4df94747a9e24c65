Component({
  data: { open: false, name: '' },
  lifetimes: {
    attached() {
      if (getApp().asked) return
      wx.getPrivacySetting({
        success: ({ needAuthorization, privacyContractName }) => this.setData({ open: needAuthorization, name: privacyContractName }),
      })
    },
  },
  methods: {
    contract() { wx.navigateTo({ url: '/pages/me/text' }) },
    done() {
      getApp().asked = true
      this.setData({ open: false })
    },
    agree() {
      getApp().agreed = true
      this.done()
    },
  },
})
