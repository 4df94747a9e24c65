App({ um: null })
