App({ globalData: { token: '', bowls: [] } })
