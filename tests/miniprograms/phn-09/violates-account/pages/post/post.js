const { get } = require('../../utils/http')

Page({
  data: { post: null },
  onLoad({ id }) { get('/api/posts/' + (id || '1')).then((post) => this.setData({ post })).catch(() => {}) },
})
