const { post } = require('../../utils/http')

Component({
  data: { open: true },
  methods: {
    onLater() { this.setData({ open: false }) },
    onPhone({ detail }) {
      if (!detail.code) return
      post('/api/login', { code: detail.code }).then((user) => {
        getApp().globalData.user = user
        this.setData({ open: false })
      })
    },
  },
})
