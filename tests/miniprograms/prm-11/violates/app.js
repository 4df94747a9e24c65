App({ globalData: { place: null } })
