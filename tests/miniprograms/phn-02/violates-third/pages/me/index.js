'use strict'
const v = require('../../common/vendor.js')
v.createPage({
  methods: {
    p() {
      v.nav('/pkg/policy/index')
    },
  },
})
