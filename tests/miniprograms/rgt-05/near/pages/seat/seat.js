Page({
  data: {
    zones: [
      { name: '静音区', seats: 24, left: 7, rule: '键盘鼠标不进入，通话请到楼梯间' },
      { name: '键盘区', seats: 18, left: 2, rule: '请使用静音键帽，水杯加盖' },
      { name: '沉浸小间', seats: 6, left: 0, rule: '单人，带台灯与隔音帘，四小时起' },
    ],
    bar: false,
    rule: '',
  },
  onReady() {
    if (wx.getStorageSync('answered')) return
    wx.getPrivacySetting({ success: ({ needAuthorization: bar }) => this.setData({ bar }) })
  },
  rule({ target: { dataset } }) { if (dataset.rule) this.setData({ rule: dataset.rule }) },
  close() {
    wx.setStorageSync('answered', true)
    this.setData({ bar: false })
  },
  open() { wx.navigateTo({ url: '/pages/policy/policy' }) },
})
