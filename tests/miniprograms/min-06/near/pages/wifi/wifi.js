const NETWORK = { SSID: 'YUNQI-GUEST', password: 'qingshan88' }

Page({
  data: { state: '大堂和客房是同一个网络，不限速，会议室另有专线。' },
  join() {
    wx.startWifi({
      success: () =>
        wx.connectWifi({
          ...NETWORK,
          success: () => this.setData({ state: '已经连上住客网络，祝您住得安静。' }),
          fail: () => this.byHand(),
        }),
      fail: () => this.byHand(),
    })
  },
  byHand() { this.setData({ state: `没有连上，请在手机设置里选 ${NETWORK.SSID}，密码在房卡背面。` }) },
  onUnload() { wx.stopWifi() },
})
