App({ globalData: { city: '苏州' } })
