App({ globalData: { phone: '' } })
