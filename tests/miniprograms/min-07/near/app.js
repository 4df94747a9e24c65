App({ user: null })
