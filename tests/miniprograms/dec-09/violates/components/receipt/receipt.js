Component({
  data: { title: '' },
  methods: {
    onPick() {
      wx.chooseInvoiceTitle({ success: ({ title }) => this.setData({ title }) })
    },
  },
})
