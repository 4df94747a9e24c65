Page({
  data: { routes: ['竹筏静漂，一小时四十分，一百二十元', '皮筏急漂，五十分钟，一百五十元', '夜漂，七八月，灯笼引路'], pier: '' },
  pier() {
    wx.getLocation({
      type: 'gcj02',
      success: ({ latitude, longitude }) => wx.request({ url: 'https://raft.shuangxi.example/pier', method: 'POST', data: { latitude, longitude }, success: ({ data }) => this.setData({ pier: data.pier }) }),
      fail: () => this.setData({ pier: '上游码头在桥东，下游码头在水车旁' }),
    })
  },
})
