Component({
  data: { shown: false },
  lifetimes: {
    attached() {
      wx.getPrivacySetting({ success: ({ needAuthorization }) => this.setData({ shown: needAuthorization }) })
    },
  },
  methods: {
    onRead() { wx.navigateTo({ url: '/pages/privacy/privacy' }) },
    onAgree() {
      this.setData({ shown: false })
      this.triggerEvent('agree')
    },
    onRefuse() {
      this.setData({ shown: false })
      this.triggerEvent('refuse')
    },
  },
})
