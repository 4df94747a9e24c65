App({ globalData: { basket: {} } })
