const guidelines = require('../../behaviors/guidelines')

Component({
  behaviors: [guidelines],
  data: { said: '' },
  methods: {
    onPhone({ detail: { code } }) {
      if (!code) return
      wx.request({
        url: 'https://dive.haiyu.example/seats',
        method: 'POST',
        data: { code },
        success: () => this.setData({ said: '位置留好了，前一天晚上会发短信告诉您码头和浪高。' }),
      })
    },
  },
})
