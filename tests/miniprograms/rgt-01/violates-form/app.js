App({ globalData: { card: null } })
