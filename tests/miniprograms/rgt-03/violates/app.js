App({ member: null })
