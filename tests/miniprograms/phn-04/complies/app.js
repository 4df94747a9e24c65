App({ basket: [] })
