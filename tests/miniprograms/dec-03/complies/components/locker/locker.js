Component({ properties: { one: Object } })
