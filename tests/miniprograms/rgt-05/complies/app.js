App({ agreed: false })
