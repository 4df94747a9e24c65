App({ globalData: { pier: '台江码头' } })
