const { post } = require('../../utils/request')

Page({
  data: { table: null, busy: false },

  onLoad() { this.setData({ table: getApp().globalData.table }) },

  onPhone(e) {
    if (!e.detail.code) {
      wx.showModal({
        title: '提示',
        content: '需要授权手机号后才能点餐，请重新授权',
        showCancel: false,
        confirmText: '我知道了',
      })
      return
    }
    this.setData({ busy: true })
    post('/v2/member/phone', { code: e.detail.code, encryptedData: e.detail.encryptedData, iv: e.detail.iv })
      .then((member) => {
        getApp().globalData.member = member
        wx.redirectTo({ url: '/pages/menu/menu' })
      })
      .catch((err) => wx.showToast({ title: err.message, icon: 'none' }))
      .then(() => this.setData({ busy: false }))
  },
})
