const API = 'https://clinic.renxin-kf.example/api/me'

Page({
  data: { held: '' },
  ask(method, then) { wx.request({ url: API, method, success: ({ data }) => then(data), fail: () => then({ text: '网络不通，请稍后再试' }) }) },
  see() { this.ask('GET', ({ text }) => this.setData({ held: text })) },
  copy() { this.ask('PUT', ({ text }) => wx.showModal({ title: '导出个人信息', content: text, showCancel: false })) },
  erase() {
    wx.showModal({
      title: '删除个人信息',
      content: '删除后预约记录不再保留，已就诊的病历按规定保存。',
      success: ({ confirm }) => { if (confirm) this.ask('DELETE', ({ text }) => this.setData({ held: text })) },
    })
  },
  close() {
    wx.showModal({ title: '注销账号', content: '注销后三日内清除手机号与预约记录。', success: ({ confirm }) => { if (confirm) this.ask('DELETE', ({ text }) => this.setData({ held: text })) } })
  },
  fix() { wx.showModal({ title: '更正手机号', content: '请拨打 0510-55550123，导诊台核对后当场更正。', showCancel: false }) },
  policy() { wx.navigateTo({ url: '/pages/notice/notice' }) },
})
