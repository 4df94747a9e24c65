const { post } = require('../../utils/http')

Component({
  data: { step: '' },
  lifetimes: {
    attached() { getApp().session().then(({ need }) => this.setData({ step: need })) },
  },
  methods: {
    onPhone({ detail }) {
      if (!detail.code) {
        wx.showModal({ title: '温馨提示', content: '需要手机号才能为您排片', showCancel: false })
        return
      }
      post('/api/member', { code: detail.code }).then(({ need }) => this.setData({ step: need }))
    },
  },
})
