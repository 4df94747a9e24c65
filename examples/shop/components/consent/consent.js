Component({
  data: { visible: false, contract: '' },
  lifetimes: {
    async attached() {
      const { needed, contract } = await getApp().consent.state()
      this.setData({ visible: needed, contract })
    },
  },
  methods: {
    onRead() { wx.navigateTo({ url: '/pages/privacy/privacy' }) },
    onAgree() {
      this.setData({ visible: false })
      getApp().consent.grant().catch(() => {})
    },
    onRefuse() {
      this.setData({ visible: false })
      getApp().consent.refuse()
    },
  },
})
