import { call } from '../../services/api'

Page({
  data: { lines: [], number: '', noticed: false },
  onLoad() { this.setData({ lines: getApp().basket }) },
  async onNotice({ detail }) {
    if (!detail.code) return
    await call('/notice', { code: detail.code })
    this.setData({ noticed: true })
  },
  async onPay() {
    const { number } = await call('/orders', { cups: this.data.lines.map((one) => one.id) })
    this.setData({ number })
  },
})
