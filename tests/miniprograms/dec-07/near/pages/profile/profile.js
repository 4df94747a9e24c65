const people = require('../../service/people')

Page({
  data: { one: {} },
  onLoad({ reach }) {
    people.getUserProfile(reach || 'R1').then((one) => this.setData({ one })).catch(() => wx.showToast({ title: '公示牌暂时打不开', icon: 'none' }))
  },
})
