App({ seen: [] })
