import { reader } from '../../store/reader'

Page({
  data: { one: null },
  onLoad() { this.off = reader.watch((one) => this.setData({ one })) },
  onUnload() { this.off() },
  open({ detail }) { if (detail.code) reader.open(detail.code) },
  edit() { wx.navigateTo({ url: './edit' }) },
  close() {
    wx.showModal({
      title: '注销借阅证',
      content: '请先还清图书，注销后信息在五日内删除。',
      success: (res) => { if (res.confirm) reader.close() },
    })
  },
  privacy() { wx.navigateTo({ url: '/pages/privacy/index' }) },
})
