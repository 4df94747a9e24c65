'use strict'
const v = require('../../common/vendor.js')
v.createPage({
  data() {
    return { a: v.books }
  },
  methods: {
    e1(e) {
      v.nav('/pkg/book/index?id=' + e.currentTarget.dataset.e)
    },
  },
})
