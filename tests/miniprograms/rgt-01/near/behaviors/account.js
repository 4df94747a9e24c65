const HOST = 'https://ev.chuandu.example'
let account = null

module.exports = Behavior({
  data: { account: null },
  methods: {
    refresh() { this.setData({ account }) },
    call(path, data, done) {
      wx.request({
        url: HOST + path,
        method: 'POST',
        data,
        success: (res) => { if (res.statusCode === 200) done(res.data) },
      })
    },
    enter(data) {
      this.call('/open', data, (body) => {
        account = body
        this.refresh()
      })
    },
    quit() {
      account = null
      this.refresh()
    },
  },
})
