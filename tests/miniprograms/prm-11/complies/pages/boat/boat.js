Page({ data: { no: '' }, onLoad({ no }) { this.setData({ no: no || '浙岱渔 03' }) } })
