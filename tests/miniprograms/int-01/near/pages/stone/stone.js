Page({ data: { n: '' }, onLoad({ n }) { this.setData({ n: Number(n) + 1 }) } })
