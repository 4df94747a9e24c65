App({
  session: '',
  onLaunch() {
    wx.login({
      success: ({ code }) =>
        wx.request({ url: 'https://tea.lancang.example/login', method: 'POST', data: { code }, success: ({ data }) => { this.session = data.session } }),
    })
  },
})
