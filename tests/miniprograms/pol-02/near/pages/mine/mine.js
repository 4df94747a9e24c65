Page({ toSettings() { wx.navigateTo({ url: '/pages/settings/settings' }) } })
