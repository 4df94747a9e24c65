Page({
  data: { ticked: false, left: null },
  onTick() { this.setData({ ticked: !this.data.ticked }) },
  onNeed() { wx.showToast({ title: '请先勾选同意', icon: 'none' }) },
  onPhone({ detail: { code } }) {
    if (!code) return
    wx.request({ url: 'https://park.yunshan.example/pass', method: 'POST', data: { code }, success: ({ data }) => this.setData({ left: data.left }) })
  },
  policy() { wx.navigateTo({ url: '/pages/policy/policy' }) },
})
