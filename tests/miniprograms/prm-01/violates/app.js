App({ globalData: { pages: 1 } })
