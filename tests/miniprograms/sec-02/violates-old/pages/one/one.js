Page({ data: { n: 0 }, onLoad({ n }) { this.setData({ n: Number(n) + 1 }) } })
