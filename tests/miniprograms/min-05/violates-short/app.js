const count = require('./count')

App({
  agreed() { count.start() },
})
