App({
  token: '',
  async enter() {
    const { code } = await wx.login()
    const { model, pixelRatio } = { ...wx.getDeviceInfo(), ...wx.getWindowInfo() }
    wx.request({
      url: 'https://plot.banmu.example/enter',
      method: 'POST',
      data: { code, model, pixelRatio },
      success: ({ data }) => { this.token = data.token },
    })
  },
})
