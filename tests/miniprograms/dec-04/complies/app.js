App({ globalData: { city: '西安' } })
