var api = require('../../service/api')

Page({
  data: { },
  onLoad: function () {
  },
})
