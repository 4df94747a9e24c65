Component({
  data: { shown: false, contract: '' },
  lifetimes: {
    attached() {
      wx.getPrivacySetting({
        success: ({ needAuthorization, privacyContractName }) => this.setData({ shown: needAuthorization, contract: privacyContractName }),
      })
    },
  },
  methods: {
    onRead() { wx.navigateTo({ url: '/pages/privacy/privacy' }) },
    onAgree() { this.setData({ shown: false }) },
    onRefuse() { this.setData({ shown: false }) },
  },
})
