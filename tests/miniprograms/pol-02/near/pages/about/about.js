Page({ toPolicy() { wx.navigateTo({ url: '/pages/policy/policy' }) } })
