Page({ data: { q: {} }, onLoad(q) { this.setData({ q }) } })
