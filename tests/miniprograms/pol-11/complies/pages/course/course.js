Page({
  data: { ok: false, result: '' },
  onTick({ detail }) { this.setData({ ok: detail.value.includes('ok') }) },
  async onSend({ detail }) {
    if (!this.data.ok) return this.setData({ result: '请先勾选' })
    await new Promise((done) => wx.request({ url: 'https://swim.chenguang.example/enrol', method: 'POST', data: detail.value, complete: done }))
    this.setData({ result: '报名已收到' })
  },
  onNotice() { wx.navigateTo({ url: '/pages/notice/notice' }) },
})
