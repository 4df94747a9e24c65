App({ globalData: { me: null } })
