const { ask } = require('../../utils/net')

Page({
  data: { hut: null },
  onLoad({ id }) { ask('/hut', { id: id || '1' }).then((hut) => this.setData({ hut })).catch(() => {}) },
})
