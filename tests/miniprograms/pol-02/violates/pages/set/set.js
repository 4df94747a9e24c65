Page({ data: { large: false }, onLarge() { this.setData({ large: !this.data.large }) } })
