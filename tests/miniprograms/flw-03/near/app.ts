App<{ agreed: boolean }>({ agreed: false })
