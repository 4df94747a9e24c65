'use strict'
const v = require('../../common/vendor.js')
v.createPage({
  data() {
    return { m: '', c: '', back: '' }
  },
  onLoad(q) {
    this.setData({ back: decodeURIComponent(q.back || '') })
  },
  methods: {
    sms() {
      if (!/^1\d{10}$/.test(this.data.m)) return wx.showToast({ title: '手机号不正确', icon: 'none' })
      wx.request({ url: 'https://lib.chengnan.example/sms', method: 'POST', data: { m: this.data.m } })
    },
    ok() {
      if (!/^1\d{10}$/.test(this.data.m) || !/^\d{6}$/.test(this.data.c))
        return wx.showToast({ title: '请填写手机号和验证码', icon: 'none' })
      wx.request({
        url: 'https://lib.chengnan.example/login',
        method: 'POST',
        data: { m: this.data.m, c: this.data.c },
        success: () => {
          wx.setStorageSync('u', 1)
          wx.redirectTo({ url: this.data.back || '/pages/index/index' })
        },
      })
    },
  },
})
