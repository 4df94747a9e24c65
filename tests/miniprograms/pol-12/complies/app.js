App({ count: false })
