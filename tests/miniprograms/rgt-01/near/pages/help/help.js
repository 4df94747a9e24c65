Page({ data: { open: '' }, fold(e) { this.setData({ open: e.currentTarget.dataset.key }) } })
