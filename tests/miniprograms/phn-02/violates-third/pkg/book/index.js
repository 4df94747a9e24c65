'use strict'
const v = require('../../common/vendor.js')
v.createPage({
  data() {
    return { b: {} }
  },
  onLoad(q) {
    this.setData({ b: v.books.find((x) => x.id == q.id) || v.books[0] })
  },
})
