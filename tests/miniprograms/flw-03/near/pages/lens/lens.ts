import { begin } from '../../services/count'

Page({
  data: {
    asking: false,
    lenses: [
      { id: 'single', name: '单光镜片', note: '1.56 到 1.74 四种折射率，当天可取' },
      { id: 'progressive', name: '渐进多焦', note: '四十岁以后看远看近一副够，需到店验配' },
      { id: 'kids', name: '青少年离焦', note: '每半年复查一次眼轴，配镜前散瞳验光' },
    ],
  },
  onLoad() {
    wx.getPrivacySetting({ success: ({ needAuthorization }) => this.setData({ asking: needAuthorization }) })
  },
  onAgree() {
    this.setData({ asking: false })
    begin()
  },
  onRefuse() { this.setData({ asking: false }) },
  onRead() { wx.navigateTo({ url: '/pages/privacy/privacy' }) },
  onOpen(e: WechatMiniprogram.TouchEvent) { wx.navigateTo({ url: '/pages/frame/frame?id=' + e.currentTarget.dataset.id }) },
})
