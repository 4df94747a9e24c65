Page({ data: { name: '' }, onLoad({ name }) { this.setData({ name: name || '梅花鹿' }) } })
