Page({
  data: { n: '' },
  onLoad(q) {
    this.setData({ n: decodeURIComponent(q.n || '') })
  },
})
