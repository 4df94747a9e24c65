Page({ data: { code: 'LEG-0418' }, onCopy() { wx.setClipboardData({ data: this.data.code }) } })
