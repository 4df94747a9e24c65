var api = require('../../service/api')

Component({
  data: { step: '' },
  lifetimes: {
    attached() { getApp().session().then(({ need }) => this.setData({ step: need })) },
  },
  methods: {
    onPhone({ detail }) {
      if (!detail.code) {
        wx.showModal({ title: '温馨提示', content: '需要手机号才能为您安排取件', showCancel: false })
        return
      }
      api.ask('/member', { code: detail.code }, ({ need }) => this.setData({ step: need }))
    },
  },
})
