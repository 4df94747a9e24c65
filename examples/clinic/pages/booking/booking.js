import { api, tell } from '../../utils/api'

Page({
  data: { accepted: false, done: false },
  onAccept(e) { this.setData({ accepted: e.detail.value.length > 0 }) },
  onSubmit(e) {
    if (!this.data.accepted) { wx.showToast({ title: '请先阅读并勾选同意', icon: 'none' }); return }
    api('POST', '/clinic/booking', e.detail.value).then(() => this.setData({ done: true })).catch(tell)
  },
})
