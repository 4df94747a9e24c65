Page({
  data: { yes: false, note: '' },
  onYes() { this.setData({ yes: !this.data.yes }) },
  async onSend({ detail }) {
    if (!this.data.yes) return this.setData({ note: '请先勾选同意' })
    await new Promise((complete) => wx.request({ url: 'https://mail.laoqin.example/parcel', method: 'POST', data: detail.value, complete }))
    this.setData({ note: '收到了，发货后短信告诉您单号，货到付款' })
  },
  read() { wx.navigateTo({ url: '/pages/say/say' }) },
})
